using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using HelpDesk.Bot.Accounts;

namespace HelpDesk.Tests.Bot.Hosting.Whole;

/// <summary>A caller with cookies, or a key, and an address of this machine of its own: limits by address count each alone.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _host;

    public Browser(Uri host, int number)
    {
        _host = host;
        var handler = new SocketsHttpHandler { CookieContainer = Cookies, ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, number, ct) };
        _http = new HttpClient(handler) { BaseAddress = host };
    }

    public CookieContainer Cookies { get; } = new();

    /// <summary>Who is signed in; null for nobody, and for scripts.</summary>
    public Account? Account { get; set; }

    public string? Key { get; set; }
    public string KeyId { get; set; } = "";

    /// <summary>What a page of this host sends; null for a request that does not say where it comes from.</summary>
    public string? Origin { get; set; } = "self";

    /// <summary>The session's cookie as the browser sends it; empty without one.</summary>
    public string Session => Cookies.GetCookies(_host)[Sessions.Cookie] is { } cookie ? $"{cookie.Name}={cookie.Value}" : "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What opens the hub as this caller.</summary>
    public IReadOnlyDictionary<string, string> Credentials => Key is { } key
        ? new Dictionary<string, string> { ["Authorization"] = $"Bearer {key}" }
        : new Dictionary<string, string> { ["Cookie"] = Session, ["Origin"] = _host.GetLeftPart(UriPartial.Authority) };

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (Key is { } key) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        else if (Origin is { } origin) request.Headers.TryAddWithoutValidation("Origin", origin == "self" ? _host.GetLeftPart(UriPartial.Authority) : origin);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
    }

    public async Task<int> StatusAsync(HttpMethod method, string path, object? body = null, params (string, string)[] headers)
    {
        using var answer = await SendAsync(method, path, body, headers);
        return (int)answer.StatusCode;
    }

    /// <summary>The answer's JSON; fails where it is a refusal.</summary>
    public async Task<JsonElement> DoAsync(HttpMethod method, string path, object? body = null)
    {
        using var answer = await SendAsync(method, path, body);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    public async Task<string> OpenAsync(string customer = "sample") =>
        (await DoAsync(HttpMethod.Post, "/v1/tickets", new { subject = "my printer shows a paper jam", person = "tenant/alex", channel = "phone", customer })).GetProperty("id").GetString()!;

    public void Dispose() => _http.Dispose();

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint host, int number, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(new IPAddress([127, 0, (byte)(number / 250), (byte)(number % 250 + 1)]), 0));
        await socket.ConnectAsync(IPAddress.Loopback, host.Port, ct);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
