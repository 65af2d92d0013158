using Microsoft.Playwright;

namespace HelpDesk.BrowserTests.Browsing;

/// <summary>
/// Everything that must not happen on a page while a test runs: an error in a script or on the console, a breach of the content security policy
/// (the browser reports it on the console), a request to anybody else.
/// </summary>
public sealed class Watch
{
    private static readonly string[] WhileAway = ["net::ERR_", "WebSocket connection to", "Failed to load resource"];

    private readonly List<string> _faults = [];
    private readonly Uri _origin;
    private readonly HashSet<string> _decoration;

    /// <param name="decoration">Addresses elsewhere that a page of somebody else's asks for and does without; nothing else may be asked for.</param>
    public Watch(IBrowserContext context, Uri origin, params IEnumerable<string> decoration)
    {
        _origin = origin;
        _decoration = [.. decoration];
        context.Console += (_, message) => OnConsole(message);
        context.WebError += (_, error) => Add($"error: {error.Error}");
        context.Request += (_, request) => OnRequest(request);
    }

    /// <summary>Set while a test takes the network away: the browser itself then writes what it could not reach on the console.</summary>
    public bool NetworkMayFail { get; set; }

    public void MustBeClean()
    {
        lock (_faults) Assert.True(_faults.Count == 0, string.Join('\n', _faults));
    }

    private void OnConsole(IConsoleMessage message)
    {
        if (message.Type is not "error") return;
        if (IsDecoration(message)) return;
        if (NetworkMayFail && WhileAway.Any(words => message.Text.Contains(words, StringComparison.Ordinal))) return;
        Add($"console: {message.Text}");
    }

    // Who could not load something is told in the text or in the place of the message.
    private bool IsDecoration(IConsoleMessage message) =>
        message.Text.StartsWith("Failed to load", StringComparison.Ordinal)
        && _decoration.Any(url => message.Location.StartsWith(url, StringComparison.Ordinal) || message.Text.Contains(url, StringComparison.Ordinal));

    private void OnRequest(IRequest request)
    {
        var url = new Uri(request.Url);
        if (url.Scheme is "data" or "blob" || _decoration.Contains(request.Url)) return;
        if (url.Authority != _origin.Authority) Add($"request to another origin: {request.Url}");
    }

    private void Add(string fault)
    {
        lock (_faults) _faults.Add(fault);
    }
}
