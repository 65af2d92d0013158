using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;
using HelpDesk.Tests.Storage;

namespace HelpDesk.Tests.Handoff.Service;

/// <summary>What the desk must do on every store. An adapter's test class only says how it is opened, so that none can skip a fact.</summary>
public abstract partial class DeskContract : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> _stores = [];
    private readonly List<DeskNode> _nodes = [];

    private protected TestClock Clock { get; } = new();
    private protected DeskNode Node { get; private set; } = null!;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The test's store, empty at first.</summary>
    private protected abstract Task<IStore> OpenAsync(TimeProvider time);

    /// <summary>The same store as another process sees it.</summary>
    private protected abstract Task<IStore> OpenAgainAsync(TimeProvider time);

    public async ValueTask InitializeAsync() => Node = await NodeAsync(OpenAsync, Clock);

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            node.Dispose();
        foreach (var store in Enumerable.Reverse(_stores))
            await store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Another node, as in another process, whose clock goes before or after the first one's.</summary>
    private protected Task<DeskNode> AnotherAsync(TimeSpan ahead = default)
    {
        var clock = new TestClock();
        clock.Advance(Clock.GetUtcNow() - clock.GetUtcNow() + ahead);
        return NodeAsync(OpenAgainAsync, clock);
    }

    private async Task<DeskNode> NodeAsync(Func<TimeProvider, Task<IStore>> open, TestClock clock)
    {
        var store = await open(clock);
        _stores.Add(store);
        var node = new DeskNode(store, clock);
        _nodes.Add(node);
        return node;
    }

    private protected static void Advance(TimeSpan by, params ReadOnlySpan<DeskNode> nodes)
    {
        foreach (var node in nodes)
            node.Clock.Advance(by);
    }

    private protected static Refusal? RefusalOf(TicketOutcome outcome) => (outcome as TicketOutcome.Refused)?.Reason;
}
