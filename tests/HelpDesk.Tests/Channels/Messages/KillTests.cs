using System.Collections.Concurrent;
using System.Text;
using HelpDesk.Tests.Channels.DirectLine;
using HelpDesk.Tests.Storage;

namespace HelpDesk.Tests.Channels.Messages;

public sealed class KillTests
{
    private const int Conversations = 200;
    private const int EachSays = 10;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_kill_9_every_acknowledged_message_is_answered_in_order_and_at_most_the_one_in_flight_twice()
    {
        using var folder = new TemporaryFolder();
        await using var connector = await FakeConnector.StartAsync();
        var acknowledged = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        string[] names = [.. Enumerable.Range(0, Conversations).Select(i => $"conversation-{i}")];
        using (var process = await HostProcess.RunAsync(folder.Path))
        {
            using var http = process.Client();
            var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var count = 0;
            var talking = Task.WhenAll(names.Select(name => TalkAsync(http, connector.Url, name, said =>
            {
                acknowledged[name] = said;
                if (Interlocked.Increment(ref count) == Conversations * EachSays / 2)
                    half.SetResult();
            })));
            await half.Task.WaitAsync(TimeSpan.FromSeconds(90), Ct);
            process.Kill();
            await talking;
        }

        using var again = await HostProcess.RunAsync(folder.Path);
        await connector.UntilAsync(() => names.All(name => Answers(connector, name).Count >= acknowledged.GetValueOrDefault(name)));

        Assert.InRange(acknowledged.Values.Sum(), Conversations * EachSays / 2, (Conversations * EachSays) - 1);
        Assert.All(names, name =>
        {
            // A message may have been stored without its acknowledgement: it is answered as well, after the others.
            var answers = Answers(connector, name);
            Assert.Equal(Enumerable.Range(1, answers.Count).Select(i => $"{i}: m{i}"), answers);
            Assert.InRange(connector.Texts(name).Count - answers.Count, 0, 1);
        });
    }

    // Without repeats that follow each other: the one that was in flight.
    private static List<string?> Answers(FakeConnector connector, string name)
    {
        var answers = new List<string?>();
        foreach (var text in connector.Texts(name))
        {
            if (answers.Count == 0 || answers[^1] != text)
                answers.Add(text);
        }

        return answers;
    }

    private static async Task TalkAsync(HttpClient http, string connector, string name, Action<int> onAcknowledged)
    {
        try
        {
            for (var i = 1; i <= EachSays; i++)
            {
                var body = $$$"""{"type":"message","id":"{{{name}}}-{{{i}}}","text":"m{{{i}}}","channelId":"emulator","serviceUrl":"{{{connector}}}","conversation":{"id":"{{{name}}}"},"from":{"id":"user"},"recipient":{"id":"bot"}}""";
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                using var answer = await http.PostAsync(new Uri("/api/messages", UriKind.Relative), content, Ct);
                if (!answer.IsSuccessStatusCode)
                    return;
                onAcknowledged(i);
            }
        }
        catch (HttpRequestException)
        {
            // The server is gone: what was not acknowledged is nobody's loss.
        }
    }
}
