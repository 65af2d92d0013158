using System.Collections.Concurrent;
using System.Text.Json;
using HelpDesk.Tests.Storage;

namespace HelpDesk.Tests.Channels.DirectLine;

public sealed class KillTests
{
    private const int Conversations = 20;
    private const int EachSays = 25;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_kill_9_every_acknowledged_message_is_answered_exactly_once_and_in_order()
    {
        using var folder = new TemporaryFolder();
        var acknowledged = new ConcurrentDictionary<string, ConcurrentQueue<string>>(StringComparer.Ordinal);
        var talks = new List<Talk>();
        using (var process = await HostProcess.RunAsync(folder.Path))
        {
            using var http = process.Client();
            for (var i = 0; i < Conversations; i++)
                talks.Add(await HostProcess.StartTalkAsync(http));
            var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var count = 0;
            var talking = Task.WhenAll(talks.Select(talk => TalkAsync(http, talk, acknowledged.GetOrAdd(talk.Id, _ => []), () =>
            {
                if (Interlocked.Increment(ref count) == Conversations * EachSays / 2)
                    half.SetResult();
            })));
            await half.Task.WaitAsync(TimeSpan.FromSeconds(60), Ct);
            process.Kill();
            await talking;
        }

        using var again = await HostProcess.RunAsync(folder.Path);
        foreach (var talk in talks)
            await AssertAnsweredAsync(again, talk, [.. acknowledged[talk.Id]]);
        Assert.InRange(acknowledged.Values.Sum(said => said.Count), Conversations * EachSays / 2, (Conversations * EachSays) - 1);
    }

    // One of the messages may have been stored without its acknowledgement: it is answered as well, which is why order is looked at in what is shown.
    private static async Task AssertAnsweredAsync(HostProcess host, Talk talk, string[] acknowledged)
    {
        using var http = host.Client();
        using var last = await HostProcess.PostAsync(http, talk, "the end");
        using var socket = await SocketClient.OpenAsync(host.StreamOf(talk));
        await socket.UntilAsync(activity => SocketClient.TextOf(activity)?.EndsWith(": the end", StringComparison.Ordinal) == true);
        var texts = socket.Activities.Where(activity => activity.GetProperty("type").GetString() == "message").ToList();
        var asked = texts.Where(IsUser).Select(SocketClient.TextOf).ToList();
        var answers = texts.Where(activity => !IsUser(activity)).Select(SocketClient.TextOf).Skip(1).ToList();
        Assert.Equal(asked.Select((text, i) => $"{i + 1}: {text}"), answers);
        Assert.Equal(acknowledged, asked.Take(acknowledged.Length));
    }

    private static bool IsUser(JsonElement activity) => activity.GetProperty("from").GetProperty("id").GetString() == "user1";

    private static async Task TalkAsync(HttpClient http, Talk talk, ConcurrentQueue<string> acknowledged, Action onAcknowledged)
    {
        try
        {
            for (var i = 0; i < EachSays; i++)
            {
                using var answer = await HostProcess.PostAsync(http, talk, $"m{i}");
                if (!answer.IsSuccessStatusCode)
                    return;
                acknowledged.Enqueue($"m{i}");
                onAcknowledged();
            }
        }
        catch (HttpRequestException)
        {
            // The server is gone: what was not acknowledged is nobody's loss.
        }
    }
}
