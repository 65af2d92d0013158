using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using HelpDesk.Channels.Messages;
using HelpDesk.Channels.Nodes;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage.Sqlite;
using HelpDesk.Tests.Storage;
using Microsoft.Extensions.Options;
using NodaTime;
using System.Text.Json;

namespace HelpDesk.Tests.Channels.Messages;

public sealed class RepeatTests
{
    private static readonly DateTimeOffset Said = new(2026, 11, 21, 22, 39, 18, 153, TimeSpan.Zero);
    private static readonly DateTimeOffset WholeSecond = new(2026, 11, 21, 22, 39, 18, TimeSpan.Zero);
    private static readonly Activity Yes = new() { Type = "message", Id = "1", Text = "yes", From = new() { Id = "alex" }, LocalTimestamp = Said };
    private static readonly Activity Press = Yes with { Text = null, ReplyToId = "card", Value = JsonElement.Parse("""{"answer":"no","question":7}""") };
    private static readonly Activity Execute = Press with { Type = "invoke", Name = "adaptiveCard/action", Value = JsonElement.Parse("""{"action":{"verb":"no","data":{"q":7},"title":"No"},"trigger":"manual"}""") };
    private static readonly Activity Edit = Yes with { Type = "messageUpdate" };
    private static readonly Duration PressWindow = Duration.FromTimeSpan(new MessagesOptions().PressWindow);

    // First, second, seconds between their arrivals, whether the second is a repeat.
    private static readonly (string What, Activity First, Activity Second, int Seconds, bool Repeated)[] All =
    [
        ("sent again as it was", Yes, Yes, 15, true),
        ("sent again under a new id", Yes, Yes with { Id = "2" }, 15, true),
        ("sent again under a new id at once", Yes, Yes with { Id = "2" }, 0, true),
        ("the same id with another time", Yes, Yes with { LocalTimestamp = Said.AddSeconds(3) }, 3, true),
        ("yes, and yes again", Yes, Yes with { Id = "2", LocalTimestamp = Said.AddMilliseconds(400) }, 0, false),
        ("yes of somebody else at the same time", Yes, Yes with { Id = "2", From = new() { Id = "kim" } }, 0, false),
        ("something else at the same time", Yes, Yes with { Id = "2", Text = "no" }, 0, false),
        ("two within a second where the channel counts seconds", Yes with { LocalTimestamp = WholeSecond }, Yes with { Id = "2", LocalTimestamp = WholeSecond }, 1, false),
        ("sent again where the channel counts seconds", Yes with { LocalTimestamp = WholeSecond }, Yes with { Id = "2", LocalTimestamp = WholeSecond }, 15, true),
        ("no time at all, another id", Yes with { LocalTimestamp = null }, Yes with { Id = "2", LocalTimestamp = null }, 15, false),
        ("the channel's time where there is no other", Yes with { LocalTimestamp = null, Timestamp = Said }, Yes with { Id = "2", LocalTimestamp = null, Timestamp = Said }, 15, true),
        ("after the window", Yes, Yes, 601, false),
        ("a press, twice", Press, Press with { Id = "2", LocalTimestamp = Said.AddSeconds(1) }, 1, true),
        ("a press of the other button", Press, Press with { Id = "2", LocalTimestamp = Said.AddSeconds(1), Value = JsonElement.Parse("""{"answer":"yes","question":7}""") }, 1, false),
        ("a press on another card", Press, Press with { Id = "2", LocalTimestamp = Said.AddSeconds(1), ReplyToId = "another" }, 1, false),
        ("a press of somebody else", Press, Press with { Id = "2", LocalTimestamp = Said.AddSeconds(1), From = new() { Id = "kim" } }, 1, false),
        ("a press that is meant again", Press, Press with { Id = "2", LocalTimestamp = Said.AddSeconds(61) }, 61, false),
        ("an execute, twice, in another language", Execute, Execute with { Id = "2", LocalTimestamp = Said.AddSeconds(1), Value = JsonElement.Parse("""{"action":{"verb":"no","data":{"q":7},"title":"Nein"},"trigger":"manual"}""") }, 1, true),
        ("an execute of another verb", Execute, Execute with { Id = "2", LocalTimestamp = Said.AddSeconds(1), Value = JsonElement.Parse("""{"action":{"verb":"yes","data":{"q":7}}}""") }, 1, false),
        ("an edit of what was said", Yes, Edit, 5, false),
        ("an edit, sent again", Edit, Edit, 15, true),
        ("a second edit", Edit, Edit with { Text = "yes!", LocalTimestamp = Said.AddSeconds(9) }, 9, false),
        ("another type under the same id", Yes, Yes with { Type = "messageReaction", Text = null }, 0, false),
    ];

    public static TheoryData<string> Pairs => [.. All.Select(pair => pair.What)];

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task What_means_the_same_is_taken_once(string what)
    {
        var (_, first, second, seconds, repeated) = All.Single(pair => pair.What == what);
        using var folder = new TemporaryFolder();
        var clock = new TestClock();
        await using var store = await SqliteStore.OpenAsync(folder.Path, StoreAccess.Host, clock, log: null, TestContext.Current.CancellationToken);
        var queue = Queue(store, clock);

        var one = await ReceiveAsync(queue, first);
        clock.Advance(TimeSpan.FromSeconds(seconds));
        var two = await ReceiveAsync(queue, second);
        var three = await ReceiveAsync(queue, second);

        Assert.False(one.Repeated, what);
        Assert.Equal((what, repeated), (what, two.Repeated));
        Assert.Equal(repeated ? one.Version : one.Version + 1, two.Version);
        Assert.Equal((true, two.Version), (three.Repeated, three.Version));
    }

    [Fact]
    public async Task Of_many_that_come_at_once_one_is_stored()
    {
        using var folder = new TemporaryFolder();
        var clock = new TestClock();
        await using var store = await SqliteStore.OpenAsync(folder.Path, StoreAccess.Host, clock, log: null, TestContext.Current.CancellationToken);
        // Two queues, as two nodes: no gate is shared.
        TurnQueue[] nodes = [Queue(store, clock), Queue(store, clock)];

        var received = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => ReceiveAsync(nodes[i % 2], Yes with { Id = $"{i / 4}" }))));

        Assert.Single(received, one => !one.Repeated);
        Assert.Single(received.Select(one => one.Version).Distinct());
    }

    private static TurnQueue Queue(SqliteStore store, TestClock clock)
    {
        var nodes = new NodeMap(clock, Options.Create(new NodeOptions()));
        return new(store, new ReadyConversations(), new HomeCalls(nodes, store), new ConversationGates(), new References(store, nodes, clock), clock, Options.Create(new TurnOptions()));
    }

    private static Task<ReceivedActivity> ReceiveAsync(TurnQueue queue, Activity activity) => queue.ReceiveAsync(
        new(new("msteams", "conversation"), activity) { SameAs = Sameness.Of(activity, PressWindow) }, TestContext.Current.CancellationToken);
}
