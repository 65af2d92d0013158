using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace HelpDesk.Tests.Channels.DirectLine;

/// <summary>botframework-directlinejs from npm in a Node process, driven by lines (tests/clients/directline.js).</summary>
internal sealed class RealClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly Lazy<Task<string>> Installed = new(InstallAsync);
    private readonly Process _node;

    private RealClient(Process node) => _node = node;

    /// <summary>All lines the client said, in order.</summary>
    public List<JsonElement> Said { get; } = [];

    public IEnumerable<JsonElement> Activities => Said.Where(line => Event(line) == "activity").Select(line => line.GetProperty("activity"));

    public IEnumerable<string?> Texts => Activities.Where(activity => activity.GetProperty("type").GetString() == "message").Select(SocketClient.TextOf);

    /// <summary>Starts the client and connects it; <paramref name="options"/> are those of the client's constructor.</summary>
    public static async Task<RealClient> ConnectAsync(object options)
    {
        var folder = await Installed.Value;
        var client = new RealClient(Run("node", folder, "directline.js"));
        await client.UntilAsync(line => Event(line) == "ready");
        await client.TellAsync(new { cmd = "connect", options });
        return client;
    }

    public async Task TellAsync(object command)
    {
        await _node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command));
        await _node.StandardInput.FlushAsync();
    }

    public Task SayAsync(string text) =>
        TellAsync(new { cmd = "post", tag = text, activity = new { type = "message", text, from = new { id = "user1" }, channelData = new { clientActivityID = Guid.NewGuid().ToString("N") } } });

    public Task<JsonElement> UntilStatusAsync(int status) => UntilAsync(line => Event(line) == "status" && line.GetProperty("status").GetInt32() == status);

    public Task<JsonElement> UntilTextAsync(string text) =>
        UntilAsync(line => Event(line) == "activity" && SocketClient.TextOf(line.GetProperty("activity")) == text);

    public async Task<JsonElement> StateAsync()
    {
        await TellAsync(new { cmd = "state" });
        return await UntilAsync(line => Event(line) == "state");
    }

    /// <summary>Reads lines until one fits; that line.</summary>
    public async Task<JsonElement> UntilAsync(Func<JsonElement, bool> fits)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        while (await _node.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            var said = JsonElement.Parse(line);
            Said.Add(said);
            if (fits(said))
                return said;
            if (Event(said) == "crashed")
                throw new InvalidOperationException(line);
        }

        throw new InvalidOperationException($"The client ended: {await _node.StandardError.ReadToEndAsync(limit.Token)}");
    }

    public async ValueTask DisposeAsync()
    {
        _node.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _node.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _node.Kill();
        }

        _node.Dispose();
    }

    public static string Event(JsonElement line) => line.GetProperty("event").GetString()!;

    private static async Task<string> InstallAsync()
    {
        var folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "clients"));
        if (Directory.Exists(Path.Combine(folder, "node_modules", "botframework-directlinejs")))
            return folder;
        using var npm = Run(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", folder, "ci");
        var errors = npm.StandardError.ReadToEndAsync();
        await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        return npm.ExitCode == 0 ? folder : throw new InvalidOperationException($"`npm ci` in {folder} failed: {await errors}");
    }

    private static Process Run(string file, string folder, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(file, arguments)
            {
                WorkingDirectory = folder,
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException("These tests need Node.js 20 or newer (node and npm) on the PATH.", missing);
        }
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
