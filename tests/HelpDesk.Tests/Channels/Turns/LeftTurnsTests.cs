using System.Net.WebSockets;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage.Sqlite;
using HelpDesk.Tests.Channels.DirectLine;
using HelpDesk.Tests.Storage;
using Microsoft.Extensions.Options;

namespace HelpDesk.Tests.Channels.Turns;

public sealed class LeftTurnsTests
{
    private static readonly ConversationId One = new("webchat", "one");
    private static readonly ConversationId Two = new("webchat", "two");
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_kills_the_process_is_given_up_after_two_more_starts()
    {
        using var folder = new TemporaryFolder();
        Talk deadly;
        Talk neighbour;
        using (var first = await HostProcess.RunAsync(folder.Path))
        {
            using var http = first.Client();
            deadly = await HostProcess.StartTalkAsync(http);
            neighbour = await HostProcess.StartTalkAsync(http);
            using var said = await HostProcess.PostAsync(http, neighbour, "hello");
            using var watching = await SocketClient.OpenAsync(neighbour.Stream);
            await watching.UntilTextAsync("1: hello");
            await SayLastWordsAsync(http, deadly);
            await first.Process.WaitForExitAsync(Ct);
        }

        var deaths = 1;
        for (; deaths < 10; deaths++)
        {
            using var again = await HostProcess.TryRunAsync(folder.Path);
            if (again is null || !await ApologisesAsync(again, deadly))
                continue;
            await AssertAnswersAsync(again, deadly, "1: after");
            await AssertAnswersAsync(again, neighbour, "2: after");
            break;
        }

        Assert.Equal(3, deaths);
    }

    [Fact]
    public async Task What_was_left_twice_is_tried_alone_and_a_third_time_not_at_all()
    {
        using var folder = new TemporaryFolder();
        await using var store = await SqliteStore.OpenAsync(folder.Path, StoreAccess.Host, TimeProvider.System, log: null, Ct);
        LeftTurns Start() => new(store, TimeProvider.System, Options.Create(new TurnOptions()));

        using (var first = Start())
        {
            using var one = await first.BeginAsync(One, 7, Lane(), Ct);
            using var two = await first.BeginAsync(Two, 1, Lane(), Ct);
            Assert.Equal((TrialKind.Go, TrialKind.Go), (one.Kind, two.Kind));
        }

        using (var second = Start())
        {
            var one = await second.BeginAsync(One, 7, Lane(), Ct);
            using var beside = await second.BeginAsync(Two, 1, Lane(), Ct);
            one.Dispose();
            using var next = await second.BeginAsync(One, 8, Lane(), Ct);
            Assert.Equal((TrialKind.Go, TrialKind.NotNow, TrialKind.Go), (one.Kind, beside.Kind, next.Kind));
        }

        using var third = Start();
        using var innocent = await third.BeginAsync(Two, 1, Lane(), Ct);
        Assert.Equal(TrialKind.Go, innocent.Kind);
    }

    [Fact]
    public async Task Trying_again_within_one_start_counts_once()
    {
        using var folder = new TemporaryFolder();
        await using var store = await SqliteStore.OpenAsync(folder.Path, StoreAccess.Host, TimeProvider.System, log: null, Ct);
        for (var start = 1; start <= 3; start++)
        {
            using var left = new LeftTurns(store, TimeProvider.System, Options.Create(new TurnOptions()));
            var lane = Lane();
            for (var attempt = 0; attempt < 4; attempt++)
            {
                using var trial = await left.BeginAsync(One, 7, lane, Ct);
                Assert.Equal(start == 3 ? TrialKind.Hopeless : TrialKind.Go, trial.Kind);
            }
        }
    }

    private static TurnLane Lane() => new() { IsLeft = true };

    private static async Task SayLastWordsAsync(HttpClient http, Talk talk)
    {
        try
        {
            using var answer = await HostProcess.PostAsync(http, talk, "die");
        }
        catch (HttpRequestException)
        {
            // It may be dead before it can acknowledge.
        }
    }

    // False where it dies first.
    private static async Task<bool> ApologisesAsync(HostProcess host, Talk talk)
    {
        try
        {
            using var socket = await SocketClient.OpenAsync(host.StreamOf(talk));
            await socket.UntilAsync(activity => SocketClient.TextOf(activity)?.StartsWith("Sorry", StringComparison.Ordinal) == true);
            return true;
        }
        catch (Exception dead) when (dead is WebSocketException or HttpRequestException)
        {
            await host.Process.WaitForExitAsync(Ct);
            return false;
        }
    }

    private static async Task AssertAnswersAsync(HostProcess host, Talk talk, string answer)
    {
        using var http = host.Client();
        using var said = await HostProcess.PostAsync(http, talk, "after");
        using var socket = await SocketClient.OpenAsync(host.StreamOf(talk));
        await socket.UntilTextAsync(answer);
        Assert.InRange(socket.Activities.Count(activity => SocketClient.TextOf(activity)?.StartsWith("Sorry", StringComparison.Ordinal) == true), 0, 1);
    }
}
