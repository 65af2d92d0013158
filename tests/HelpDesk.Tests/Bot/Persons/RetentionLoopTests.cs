using HelpDesk.Bot.Persons;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;
using HelpDesk.Handoff.Service.Leases;
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;
using HelpDesk.Tests.Storage;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;

namespace HelpDesk.Tests.Bot.Persons;

public sealed class RetentionLoopTests
{
    private static readonly ConversationId Talk = new("webchat", "one");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_the_node_with_the_workers_lease_forgets_and_it_does_so_by_itself()
    {
        using var folder = new TemporaryFolder();
        var clock = new TestClock();
        await using var store = await SqliteStore.OpenAsync(folder.Path, StoreAccess.Host, clock, null, Ct);
        var said = ConversationEvents.Create(ConversationEvents.Received, new() { Type = ActivityTypes.Message, Text = "old words" }, clock.GetCurrentInstant());
        await store.CommitAsync(new Commit(clock.GetCurrentInstant()) { Writes = [new Write.Append(Talk.Stream, [said])] }, Ct);
        clock.Advance(TimeSpan.FromDays(2));
        var options = new RetentionOptions { Conversations = TimeSpan.FromDays(1) };
        var (other, ours) = (new LeaseKeeper(store, "other", Duration.FromDays(1)), new LeaseKeeper(store, "ours", Duration.FromDays(1)));
        await other.KeepAsync(clock.GetCurrentInstant(), Ct);
        var log = new HeardLog();
        using var loop = new RetentionLoop(new RetentionWorker(store, options, new StoredFiles(store, folder.Path), clock), options, ours, clock, log);
        await loop.StartAsync(Ct);
        await ours.KeepAsync(clock.GetCurrentInstant(), Ct);
        for (var minute = 0; minute < 5; minute++) clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("old words", ConversationEvents.Read((await store.ReadStreamAsync(Talk.Stream, 0, 1, Ct))[0]).Text);

        await other.ReleaseAsync(clock.GetCurrentInstant(), Ct);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.NotNull(await ours.KeepAsync(clock.GetCurrentInstant(), Ct));
        while (!log.Heard.Task.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
            Assert.False(Ct.IsCancellationRequested);
        }

        Assert.Equal("Retention redacted 1 events, 0 tickets among them as a whole, and deleted 0 files", await log.Heard.Task);
        Assert.Null(ConversationEvents.Read((await store.ReadStreamAsync(Talk.Stream, 0, 1, Ct))[0]).Text);
        await loop.StopAsync(Ct);
    }

    private sealed class HeardLog : ILogger<RetentionLoop>
    {
        public TaskCompletionSource<string> Heard { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Heard.TrySetResult(formatter(state, exception));
    }
}
