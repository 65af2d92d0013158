using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HelpDesk.Channels.Turns;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.Connector;

/// <summary>One HTTP call to a channel: access, time limit, a second try with a fresh token, and what the answer means.</summary>
public sealed class ConnectorCalls(
    IHttpClientFactory clients, IConnectorTokens tokens, TimeProvider time, IOptions<OutboxOptions> options, ILogger<ConnectorCalls> log)
{
    /// <summary>The name of the client that the factory keeps.</summary>
    public const string HttpName = "connector";

    private const int LargestAnswer = 1024 * 1024;
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    /// <param name="service">Its URL with or without a slash at its end.</param>
    /// <param name="path">Below the service URL, percent-encoded.</param>
    /// <param name="body">UTF-8 JSON; null for none.</param>
    /// <param name="unread">What a success means whose body cannot be read; null where the answer is all that was wanted.</param>
    internal async Task<ConnectorResult<T>> CallAsync<T>(
        HttpMethod method, Service service, string path, byte[]? body, JsonTypeInfo<T> type, T? unread, CancellationToken ct) where T : class
    {
        if (!Uri.TryCreate(service.Url, UriKind.Absolute, out var root) || root.Scheme is not ("http" or "https")
            || !Uri.TryCreate($"{service.Url.TrimEnd('/')}/{path}", UriKind.Absolute, out var uri))
            return new ConnectorResult<T>.Refused(0, "NoServiceUrl");
        // An id of nothing but dots would lead somewhere else.
        if (!uri.AbsoluteUri.EndsWith(path, StringComparison.Ordinal))
            return new ConnectorResult<T>.Refused(0, "BadId");
        using var limit = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            var call = new Call<T>(method, service, uri, body, type, unread);
            return await TryAsync(call, fresh: false, either.Token) ?? await TryAsync(call, fresh: true, either.Token) ?? new ConnectorResult<T>.Retry(null, "401", true);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return new ConnectorResult<T>.Retry(null, "silence", false);
        }
        catch (HttpRequestException broken)
        {
            return new ConnectorResult<T>.Retry(null, broken.HttpRequestError.ToString(), false);
        }
    }

    // Null where the token was refused.
    private async Task<ConnectorResult<T>?> TryAsync<T>(Call<T> call, bool fresh, CancellationToken ct) where T : class
    {
        using var request = new HttpRequestMessage(call.Method, call.Uri) { VersionPolicy = HttpVersionPolicy.RequestVersionOrHigher };
        switch (await tokens.AccessAsync(call.Service.Url!, call.Service.Conversation, fresh, ct))
        {
            case ServiceAccess.Untrusted:
                log.Untrusted(call.Uri.Host);
                return new ConnectorResult<T>.Refused(0, "UntrustedServiceUrl");
            case ServiceAccess.Unavailable { Why: var why }:
                return new ConnectorResult<T>.Retry(null, why, true);
            case ServiceAccess.Bearer { Token: var token }:
                request.Headers.Authorization = new("Bearer", token);
                break;
        }

        if (call.Body is not null)
            request.Content = new ByteArrayContent(call.Body) { Headers = { ContentType = Json } };
        using var response = await clients.CreateClient(HttpName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
            return null;
        return response.IsSuccessStatusCode ? await DoneAsync(response, call, ct) : await FailedAsync<T>(response, ct);
    }

    private static async Task<ConnectorResult<T>> DoneAsync<T>(HttpResponseMessage response, Call<T> call, CancellationToken ct) where T : class =>
        await ReadAsync(response.Content, call.Type, ct) is { } value ? new ConnectorResult<T>.Done(value)
        // It has been taken, whatever was said about it: sent again, it would be there twice.
        : call.Unread is { } unread ? new ConnectorResult<T>.Done(unread)
        : new ConnectorResult<T>.Retry(null, "unreadable answer", true);

    private async Task<ConnectorResult<T>> FailedAsync<T>(HttpResponseMessage response, CancellationToken ct) where T : class
    {
        var status = (int)response.StatusCode;
        if (status is 408 or 412 or 429 or 500 or 502 or 503 or 504)
            return new ConnectorResult<T>.Retry(RetryAfter(response.Headers.RetryAfter), status.ToString(System.Globalization.CultureInfo.InvariantCulture), true);
        var error = await ReadAsync(response.Content, ConnectorJson.Default.ConnectorError, ct);
        return new ConnectorResult<T>.Refused(status, ErrorCode(error?.Error?.Code));
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => Max(date - time.GetUtcNow(), TimeSpan.Zero),
        _ => null,
    };

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    // It is shown and logged: a word, never a text.
    private static string ErrorCode(string? code) =>
        code is { Length: > 0 and <= 100 } && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.') ? code : "";

    private static async Task<T?> ReadAsync<T>(HttpContent content, JsonTypeInfo<T> type, CancellationToken ct) where T : class
    {
        try
        {
            await content.LoadIntoBufferAsync(LargestAnswer, ct);
            return await content.ReadAsStreamAsync(ct) is { Length: > 0 } stream ? await JsonSerializer.DeserializeAsync(stream, type, ct) : null;
        }
        // The status is known, and says what matters.
        catch (Exception unreadable) when (unreadable is JsonException or IOException or HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <param name="Conversation">In which something is said; null for other calls.</param>
    internal readonly record struct Service(string? Url, ConversationId? Conversation);

    private sealed record Call<T>(HttpMethod Method, Service Service, Uri Uri, byte[]? Body, JsonTypeInfo<T> Type, T? Unread);
}
