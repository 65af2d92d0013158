using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace HelpDesk.Tests.Bot.Hosting;

/// <summary>One person's talk with a running host, over Direct Line as a plain HTTP client.</summary>
internal sealed class DirectLineTalk : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly HttpClient _http;
    private readonly string _conversation;
    private readonly string _user;
    private string _watermark = "";

    private DirectLineTalk(HttpClient http, string conversation, string user) => (_http, _conversation, _user) = (http, conversation, user);

    public string User => _user;

    public static async Task<DirectLineTalk> StartAsync(Uri host, CancellationToken ct)
    {
        var http = new HttpClient { BaseAddress = host };
        var token = await PostAsync(http, "webchat/token", new { }, ct);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("token").GetString());
        await PostAsync(http, "v3/directline/conversations", new { }, ct);
        return new DirectLineTalk(http, token.GetProperty("conversationId").GetString()!, token.GetProperty("userId").GetString()!);
    }

    /// <summary>Sends a text and waits for the bot's next activity that replies to it.</summary>
    public async Task<JsonElement> AskAsync(string text, CancellationToken ct)
    {
        var sent = await PostAsync(_http, $"v3/directline/conversations/{_conversation}/activities", new { type = "message", text, from = new { id = _user } }, ct);
        var id = sent.GetProperty("id").GetString();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        while (true)
        {
            var page = await _http.GetFromJsonAsync<JsonElement>($"v3/directline/conversations/{_conversation}/activities?watermark={_watermark}", limit.Token);
            _watermark = page.GetProperty("watermark").GetString()!;
            foreach (var activity in page.GetProperty("activities").EnumerateArray())
                if (activity.TryGetProperty("replyToId", out var reply) && reply.GetString() == id) return activity;
        }
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, object body, CancellationToken ct)
    {
        using var response = await http.PostAsJsonAsync(path, body, ct);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
    }
}
