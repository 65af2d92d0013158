namespace HelpDesk.Bot.Accounts;

/// <summary>
/// Refuses what another site makes a signed-in browser send. Browsers say where a request comes from (<c>Sec-Fetch-Site</c>, <c>Origin</c>), and a page cannot
/// change that; a request with a session that says nothing is refused as well. Keys and bearer tokens are never sent by themselves and need none of this.
/// </summary>
internal static class CrossSite
{
    private static readonly string[] Harmless = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Options];

    public static void UseCrossSiteCheck(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var needsIt = http.Request.Cookies.ContainsKey(Sessions.Cookie) && (!Harmless.Contains(http.Request.Method) || IsWebSocket(http.Request));
        if (!needsIt || IsSameOrigin(http.Request)) return next(http);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Results.Problem("Send it from a page of this address, or with a service key.", title: "Cross-site request refused", statusCode: 403).ExecuteAsync(http);
    });

    // Asked of the request itself: the framework only knows of web sockets further on, where the hub is.
    private static bool IsWebSocket(HttpRequest request) => request.Headers.Upgrade.Any(u => u?.Contains("websocket", StringComparison.OrdinalIgnoreCase) == true);

    internal static bool IsSameOrigin(HttpRequest request)
    {
        if (request.Headers.Origin is [{ Length: > 0 } origin])
            return Uri.TryCreate(origin, UriKind.Absolute, out var from) && new HostString(from.Authority).Equals(Host(request));
        return request.Headers["Sec-Fetch-Site"] is ["same-origin"];
    }

    // A port that goes without saying is left out of both.
    private static HostString Host(HttpRequest request) =>
        request.Host.Port is 80 or 443 ? new(request.Host.Host) : request.Host;
}
