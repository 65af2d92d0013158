using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using HelpDesk.ChannelHost;

namespace HelpDesk.Tests.Channels.DirectLine;

/// <summary>The echo server as a process of its own, which may die.</summary>
internal sealed record HostProcess(Process Process, Uri Address) : IDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="redis">The store that it shares with others; its own folder where null.</param>
    public static async Task<HostProcess> RunAsync(string folder, string? redis = null) =>
        await TryRunAsync(folder, redis) ?? throw new InvalidOperationException("The host did not start.");

    /// <summary>Null where the process ended before it listened.</summary>
    public static async Task<HostProcess?> TryRunAsync(string folder, string? redis = null)
    {
        var host = Path.Combine(AppContext.BaseDirectory, "HelpDesk.ChannelHost.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [host, folder, "0", .. redis is null ? Array.Empty<string>() : [redis]]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        if (await process.StandardOutput.ReadLineAsync(Ct) is { } line)
            return new(process, new Uri(line));
        await process.WaitForExitAsync(Ct);
        process.Dispose();
        return null;
    }

    public HttpClient Client() => new() { BaseAddress = Address };

    public Uri StreamOf(Talk talk) => new UriBuilder(talk.Stream) { Port = Address.Port }.Uri;

    public static async Task<HttpResponseMessage> PostAsync(HttpClient http, Talk talk, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/directline/conversations/{talk.Id}/activities") { Content = JsonContent.Create(DirectLineServer.Message(text)) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", talk.Token);
        return await http.SendAsync(request, Ct);
    }

    public static async Task<Talk> StartTalkAsync(HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v3/directline/conversations") { Content = JsonContent.Create(new { user = new { id = "user1" } }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", EchoHost.Secret);
        using var answer = await http.SendAsync(request, Ct);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        return new(body.GetProperty("conversationId").GetString()!, body.GetProperty("token").GetString()!, new(body.GetProperty("streamUrl").GetString()!));
    }

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
