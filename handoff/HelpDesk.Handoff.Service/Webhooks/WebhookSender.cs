using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HelpDesk.Handoff.Service.Feeds;
using HelpDesk.Handoff.Service.Http;
using HelpDesk.Handoff.Service.Tickets;
using HelpDesk.Storage;

namespace HelpDesk.Handoff.Service.Webhooks;

/// <summary>Sends one event: JSON, with an id that stays the same when it is sent again, a time, and a signature over both and the body.</summary>
internal sealed class WebhookSender(IHttpClientFactory clients, TimeProvider time)
{
    public const string Client = "helpdesk-webhooks";
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Null when it was taken; else the problem in a few words, without anything that the other side said.</summary>
    public async Task<string?> SendAsync(Webhook webhook, string secret, StoredEvent stored, Guid subject, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new FeedEventView(stored.Position, stored.Type, subject, stored.Version, TicketView.At(stored.At), JsonElement.Parse(stored.Json.Span)), ApiJson.Default.FeedEventView);
        var id = string.Create(CultureInfo.InvariantCulture, $"{webhook.Id:N}.{stored.Position}");
        var at = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", at);
        request.Headers.Add("webhook-signature", $"v1,{Sign(secret, id, at, body)}");
        return await SendAsync(request, ct);
    }

    /// <summary>HMAC-SHA256 over <c>id.timestamp.body</c> with the bytes of the secret, in base 64: the convention of Standard Webhooks.</summary>
    internal static string Sign(string secret, string id, string timestamp, byte[] body)
    {
        var key = Convert.FromBase64String(secret[(secret.IndexOf('_', StringComparison.Ordinal) + 1)..]);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return Convert.ToBase64String(HMACSHA256.HashData(key, signed));
    }

    private async Task<string?> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            using var client = clients.CreateClient(Client);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return answer.IsSuccessStatusCode ? null : string.Create(CultureInfo.InvariantCulture, $"answered {(int)answer.StatusCode}");
        }
        catch (HttpRequestException failure)
        {
            return $"not reached ({failure.HttpRequestError})";
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return "no answer in time";
        }
    }
}
