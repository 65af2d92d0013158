using System.Net;

namespace HelpDesk.Channels.Authentication;

/// <summary>Which service addresses may be called, and with a token. Pure; a token's address is compared without case and to the last slash.</summary>
public static class ServiceUrls
{
    public static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a token may travel there at all: encrypted, or not leaving this machine.</summary>
    public static bool IsSafe(string? serviceUrl) =>
        Parse(serviceUrl) is { } uri && (uri.Scheme == Uri.UriSchemeHttps || IsLoopbackHost(uri.Host));

    public static bool IsLoopback(string? serviceUrl) => Parse(serviceUrl) is { } uri && IsLoopbackHost(uri.Host);

    /// <summary>Names are taken literally: a name that merely resolves to this machine can be made to resolve elsewhere.</summary>
    public static bool IsLoopbackHost(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Whether answers may go to a target that was kept: asked again before each use, because the allow-list and the mode may have changed since.</summary>
    public static bool IsTrusted(ReplyTarget target, IEnumerable<string> allowed, bool local) => target.Origin switch
    {
        _ when local => IsLoopback(target.ServiceUrl),
        ServiceUrlOrigin.Token => IsSafe(target.ServiceUrl),
        ServiceUrlOrigin.AllowList => IsSafe(target.ServiceUrl) && IsListed(target.ServiceUrl, allowed),
        ServiceUrlOrigin.Loopback => IsLoopback(target.ServiceUrl),
        _ => false,
    };

    /// <summary>Whether an operator's list holds the address; people write such lists with and without the last slash.</summary>
    public static bool IsListed(string serviceUrl, IEnumerable<string> allowed) => allowed.Any(entry => Same(entry.TrimEnd('/'), serviceUrl.TrimEnd('/')));

    private static Uri? Parse(string? serviceUrl) =>
        Uri.TryCreate(serviceUrl, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri is { UserInfo: "", Query: "", Fragment: "" }
            ? uri
            : null;
}
