using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace HelpDesk.Channels.Authentication;

/// <summary>How a request reached this process; what local mode decides by.</summary>
/// <param name="Loopback">The connection comes from this machine and asks for it by a loopback name, so that no name of somebody else's was bent to point here.</param>
/// <param name="Forwarded">Something passed the request on: a proxy, a tunnel, a load balancer.</param>
/// <param name="FromPage">A browser sent it on behalf of a page.</param>
public readonly record struct ConnectionFacts(bool Loopback, bool Forwarded, bool FromPage)
{
    private static readonly string[] Forwarders = ["Forwarded", "Via", "X-Real-IP", "True-Client-IP", "CF-Connecting-IP"];

    // X-Original-… is where the framework moves X-Forwarded-… to once it believed it.
    private static readonly string[] ForwarderPrefixes = ["X-Forwarded", "X-Original-"];

    public static ConnectionFacts Of(HttpContext http) => new(
        http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote) && ServiceUrls.IsLoopbackHost(http.Request.Host.Host),
        http.Request.Headers.Any(IsForwarder),
        http.Request.Headers.ContainsKey("Origin"));

    private static bool IsForwarder(KeyValuePair<string, StringValues> header) =>
        Forwarders.Contains(header.Key, StringComparer.OrdinalIgnoreCase)
        || ForwarderPrefixes.Any(prefix => header.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
