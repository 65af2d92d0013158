using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using HelpDesk.Bot.Dialogs;

namespace HelpDesk.Tests.Bot.Relay;

/// <summary>A person in the web chat of a running host: says things, presses buttons, and reads what is said by itself.</summary>
internal sealed class DirectLineChat : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly HttpClient _http;
    private readonly string _user;
    private readonly List<JsonElement> _heard = [];
    private string _watermark = "";
    private int _said;

    private DirectLineChat(HttpClient http, string conversation, string user) => (_http, Conversation, _user) = (http, conversation, user);

    public string Conversation { get; }

    /// <summary>Everything that the bot said, oldest first.</summary>
    public IEnumerable<string> Heard => _heard.Select(TextOf);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<DirectLineChat> StartAsync(Uri host)
    {
        var http = new HttpClient { BaseAddress = host };
        var token = await DeskAgent.SendAsync(http, HttpMethod.Post, "webchat/token", new { });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("token").GetString());
        await DeskAgent.SendAsync(http, HttpMethod.Post, "v3/directline/conversations", new { });
        return new DirectLineChat(http, token.GetProperty("conversationId").GetString()!, token.GetProperty("userId").GetString()!);
    }

    /// <summary>The same person on another node of the same desk.</summary>
    public DirectLineChat At(Uri host)
    {
        var http = new HttpClient { BaseAddress = host };
        http.DefaultRequestHeaders.Authorization = _http.DefaultRequestHeaders.Authorization;
        return new DirectLineChat(http, Conversation, _user) { _said = _said + 1000 };
    }

    public Task SayAsync(string text) => PostAsync(new { type = "message", text, from = new { id = _user }, locale = "en-US", channelData = new { clientActivityID = $"c{++_said}" } });

    /// <summary>False where the host did not take it, or could not say so.</summary>
    public async Task<bool> TrySayAsync(string text, string clientId)
    {
        try
        {
            using var answer = await _http.PostAsJsonAsync(
                $"v3/directline/conversations/{Conversation}/activities", new { type = "message", text, from = new { id = _user }, channelData = new { clientActivityID = clientId } }, Ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Presses the newest button with that title.</summary>
    public Task PressAsync(string title, string? remark = null)
    {
        var data = _heard.AsEnumerable().Reverse().SelectMany(ActionsOf).First(a => a.GetProperty("title").GetString() == title).GetProperty("data");
        var value = data.Deserialize<Dictionary<string, JsonElement>>()!;
        if (remark is not null) value[PressData.Remark] = JsonSerializer.SerializeToElement(remark);
        return PostAsync(new { type = "message", value, from = new { id = _user }, channelData = new { postBack = true, clientActivityID = $"c{++_said}" } });
    }

    /// <summary>Waits for the bot to say it; gives the whole of it.</summary>
    public async Task<string> UntilAsync(string words)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(Patience);
        try
        {
            while (true)
            {
                if (Heard.LastOrDefault(t => t.Contains(words, StringComparison.Ordinal)) is { } found) return found;
                await ReadAsync(limit.Token);
            }
        }
        catch (OperationCanceledException late) when (!Ct.IsCancellationRequested)
        {
            throw new InvalidOperationException($"“{words}” was not said, but: {string.Join(" | ", Heard)}", late);
        }
    }

    /// <summary>Reads once; false where the host does not answer.</summary>
    public async Task<bool> TryReadAsync()
    {
        try
        {
            await ReadAsync(Ct);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task ReadAsync(CancellationToken ct)
    {
        var page = await _http.GetFromJsonAsync<JsonElement>($"v3/directline/conversations/{Conversation}/activities?watermark={_watermark}", ct);
        _watermark = page.GetProperty("watermark").GetString()!;
        _heard.AddRange(page.GetProperty("activities").EnumerateArray().Where(a => a.GetProperty("from").GetProperty("id").GetString() != _user).Select(a => a.Clone()));
    }

    private Task PostAsync(object activity) => DeskAgent.SendAsync(_http, HttpMethod.Post, $"v3/directline/conversations/{Conversation}/activities", activity);

    private static string TextOf(JsonElement activity)
    {
        var text = activity.TryGetProperty("text", out var t) ? t.GetString() : null;
        var speak = activity.TryGetProperty("attachments", out var files) && files.ValueKind == JsonValueKind.Array && files.GetArrayLength() > 0 && files[0].TryGetProperty("content", out var card)
            && card.TryGetProperty("speak", out var s) ? s.GetString() : null;
        return string.Join(' ', new[] { text, speak }.Where(x => x is not null));
    }

    private static IEnumerable<JsonElement> ActionsOf(JsonElement activity) =>
        activity.TryGetProperty("attachments", out var files) && files.ValueKind == JsonValueKind.Array
            ? files.EnumerateArray().Where(f => f.TryGetProperty("content", out var c) && c.TryGetProperty("actions", out _)).SelectMany(f => f.GetProperty("content").GetProperty("actions").EnumerateArray())
            : [];
}
