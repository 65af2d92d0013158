using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using HelpDesk.ChannelHost;
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
        using (var process = await RunAsync(folder.Path))
        {
            using var http = Client(process.Address);
            for (var i = 0; i < Conversations; i++)
                talks.Add(await StartAsync(http));
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

        using var again = await RunAsync(folder.Path);
        foreach (var talk in talks)
            await AssertAnsweredAsync(again.Address, talk, [.. acknowledged[talk.Id]]);
        Assert.InRange(acknowledged.Values.Sum(said => said.Count), Conversations * EachSays / 2, (Conversations * EachSays) - 1);
    }

    // One of the messages may have been stored without its acknowledgement: it is answered as well, which is why order is looked at in what is shown.
    private static async Task AssertAnsweredAsync(Uri address, Talk talk, string[] acknowledged)
    {
        using var http = Client(address);
        using var last = await PostAsync(http, talk, "the end");
        using var socket = await SocketClient.OpenAsync(new UriBuilder(talk.Stream) { Port = address.Port }.Uri);
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
                using var answer = await PostAsync(http, talk, $"m{i}");
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

    private static async Task<HttpResponseMessage> PostAsync(HttpClient http, Talk talk, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/directline/conversations/{talk.Id}/activities") { Content = JsonContent.Create(DirectLineServer.Message(text)) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", talk.Token);
        return await http.SendAsync(request, Ct);
    }

    private static async Task<Talk> StartAsync(HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v3/directline/conversations") { Content = JsonContent.Create(new { user = new { id = "user1" } }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", EchoHost.Secret);
        using var answer = await http.SendAsync(request, Ct);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        return new(body.GetProperty("conversationId").GetString()!, body.GetProperty("token").GetString()!, new(body.GetProperty("streamUrl").GetString()!));
    }

    private static HttpClient Client(Uri address) => new() { BaseAddress = address };

    private static async Task<HostProcess> RunAsync(string folder)
    {
        var host = Path.Combine(AppContext.BaseDirectory, "HelpDesk.ChannelHost.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [host, folder, "0"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var line = await process.StandardOutput.ReadLineAsync(Ct) ?? throw new InvalidOperationException("The host did not start.");
        return new(process, new Uri(line));
    }

    private sealed record HostProcess(Process Process, Uri Address) : IDisposable
    {
        public void Kill()
        {
            Process.Kill();
            Process.WaitForExit();
        }

        public void Dispose()
        {
            if (!Process.HasExited)
                Kill();
            Process.Dispose();
        }
    }
}
