using System.Collections.Concurrent;
using System.Net.Http.Json;
using HelpDesk.ChannelHost;
using HelpDesk.Channels.Activities;
using HelpDesk.Tests.Channels.DirectLine;
using HelpDesk.Tests.Storage;

namespace HelpDesk.Tests.Channels.Connector;

public sealed class KillTests
{
    private const int Conversations = 40;
    private const int Messages = 10;
    private const int Kills = 2;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_kill_each_message_is_answered_in_order_and_at_most_the_one_in_flight_twice()
    {
        using var folder = new TemporaryFolder();
        await using var connector = await TestConnector.StartAsync();
        var heard = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var toSay = new ConcurrentDictionary<string, int>(Enumerable.Range(0, Conversations).Select(i => KeyValuePair.Create($"talk {i}", 1)));
        for (var start = 0; start <= Kills; start++)
        {
            using var host = await HostProcess.RunAsync(folder.Path);
            var saying = Task.WhenAll(toSay.Keys.Select(conversation => SayAsync(host, connector, conversation, toSay)));
            // The kill comes in the midst of it: some wait, some are on their way, some are answered.
            var enough = start == Kills ? int.MaxValue : (start + 1) * Conversations * Messages / (Kills + 2);
            while (!heard.Values.All(texts => texts.Contains($"{Messages}: m{Messages}", StringComparer.Ordinal)) || heard.Count < Conversations)
            {
                var request = await connector.NextAsync();
                if (!heard.TryGetValue(request.Conversation, out var texts))
                    heard.Add(request.Conversation, texts = []);
                texts.Add(request.Text!);
                if (heard.Values.Sum(all => all.Count) >= enough)
                    break;
            }

            host.Kill();
            await saying;
        }

        Assert.All(heard.Values, texts =>
        {
            // Nothing is missing and nothing is out of order; a repeat follows what it repeats.
            Assert.Equal(Enumerable.Range(1, Messages).Select(i => $"{i}: m{i}"), texts.Where((text, i) => i == 0 || text != texts[i - 1]));
            Assert.InRange(texts.Count, Messages, Messages + Kills);
        });
    }

    // What was not acknowledged is sent again to the next process, as a channel would.
    private static async Task SayAsync(HostProcess host, TestConnector connector, string conversation, ConcurrentDictionary<string, int> toSay)
    {
        using var http = host.Client();
        try
        {
            for (; toSay[conversation] <= Messages; toSay[conversation]++)
            {
                var number = toSay[conversation];
                using var answer = await http.PostAsJsonAsync(
                    EchoHost.ReceivePath, Message(connector, conversation, number), ActivityJson.Default.Activity, Ct);
                answer.EnsureSuccessStatusCode();
            }
        }
        catch (HttpRequestException)
        {
            // Killed.
        }
    }

    private static Activity Message(TestConnector connector, string conversation, int number) => Reply.Text($"m{number}") with
    {
        Id = $"{conversation}-{number}",
        // A channel without limits: what is tested is the kill.
        ChannelId = ChannelIds.Emulator,
        ServiceUrl = connector.ServiceUrl,
        Conversation = new() { Id = conversation },
        From = new() { Id = "user" },
        Recipient = new() { Id = "bot" },
    };
}
