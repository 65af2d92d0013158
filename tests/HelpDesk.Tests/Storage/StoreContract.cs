using System.Text;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Tests.Storage;

/// <summary>What every store must do. An adapter's test class only says how it is opened, so that none can skip a fact.</summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    protected static readonly Instant Noon = Instant.FromUtc(2026, 3, 2, 12, 0);
    protected static readonly Instant AtOne = Instant.FromUtc(2026, 3, 2, 13, 0);

    protected IStore Store { get; private set; } = null!;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A store of its own for each test, empty at first; opened again after it was closed, the same one.</summary>
    protected abstract Task<IStore> OpenAsync();

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = await OpenAsync();
    }

    protected Task<CommitResult> CommitAsync(params ReadOnlySpan<Write> writes) => Store.CommitAsync(new Commit(Noon) { Writes = [.. writes] }, Ct);

    protected static Write.Append Append(string stream, params ReadOnlySpan<string> texts)
    {
        var events = new List<NewEvent>();
        foreach (var text in texts)
            events.Add(new NewEvent("said", 1, Json(text), Noon));
        return new Write.Append(new StreamId(stream), [.. events]);
    }

    protected static Write.Put Put(string id, string text, Instant? expires = null) => new(new DocumentKey("notes", id), Json(text), expires);

    protected static byte[] Json(string text) => Encoding.UTF8.GetBytes($"\"{text}\"");

    internal static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span).Trim('"');
}
