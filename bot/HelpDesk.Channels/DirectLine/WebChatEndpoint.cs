using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.DirectLine;

/// <summary>
/// The web chat page's way in. A cookie that scripts cannot read remembers the talk, so that a reload or another tab goes on with it;
/// because a cookie is involved, only pages of this site are answered.
/// </summary>
internal static class WebChatEndpoint
{
    public const string Path = "/webchat/token";
    private const string CookieName = "helpdesk_webchat";
    private const string CookiePath = "/webchat";
    private const int MaxBytes = 1024;

    public static async Task<IResult> PostAsync(HttpContext http, Tokens tokens, Limits limits, Addresses addresses, IOptions<WebChatOptions> options)
    {
        if (!options.Value.AllowAnonymous)
            return Problem(StatusCodes.Status403Forbidden, "The web chat is closed to people who have not signed in.");
        if (!IsSameSite(http.Request, addresses.Site(http.Request)))
            return Problem(StatusCodes.Status403Forbidden, "Tokens are given to pages of this site only.");
        if (!http.Request.HasJsonContentType())
            return Problem(StatusCodes.Status415UnsupportedMediaType, "The body must be JSON.");
        if (!limits.TryToken(http.Connection.RemoteIpAddress, out var wait))
        {
            http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Problem(StatusCodes.Status429TooManyRequests, "Too many tokens were asked for from your address. Please wait a minute.");
        }

        var (parameters, refusal) = await RequestBody.ReadAsync(http.Request, MaxBytes, DirectLineJson.Default.WebChatParameters);
        if (refusal is not null)
            return Problem(refusal.Status, refusal.Message);
        var holder = await HolderAsync(http.Request, parameters?.New ?? false, tokens, http.RequestAborted);
        await RememberAsync(http, holder, tokens, addresses.Site(http.Request), options.Value.RememberFor);
        http.Response.Headers.CacheControl = "no-store";
        var token = await tokens.IssueAsync(holder, http.RequestAborted);
        return TypedResults.Json(new WebChatTokenBody(token, holder.Conversation, holder.User, tokens.LifetimeSeconds), DirectLineJson.Default.WebChatTokenBody);
    }

    // A fresh talk is still the same person's.
    private static async Task<TokenHolder> HolderAsync(HttpRequest request, bool fresh, Tokens tokens, CancellationToken ct)
    {
        var known = request.Cookies[CookieName] is { Length: > 0 } cookie ? (await tokens.ReadAsync(cookie, Tokens.ForWebChatCookie, ct)).Holder : null;
        return known switch
        {
            null => new(Identifiers.NewConversation(), Identifiers.NewUser()),
            _ when fresh => known with { Conversation = Identifiers.NewConversation() },
            _ => known,
        };
    }

    private static async Task RememberAsync(HttpContext http, TokenHolder holder, Tokens tokens, string site, TimeSpan lifetime)
    {
        var value = await tokens.IssueAsync(holder, Tokens.ForWebChatCookie, lifetime, http.RequestAborted);
        http.Response.Cookies.Append(CookieName, value, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = site.StartsWith("https:", StringComparison.OrdinalIgnoreCase),
            Path = CookiePath,
            MaxAge = lifetime,
            IsEssential = true,
        });
    }

    // Browsers send both headers with every such request; a caller without them is no browser and brings no one's cookie.
    private static bool IsSameSite(HttpRequest request, string site)
    {
        var fetched = request.Headers["Sec-Fetch-Site"].ToString();
        if (fetched.Length > 0 && fetched is not ("same-origin" or "none"))
            return false;
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && (IsAuthority(from, $"{from.Scheme}://{request.Host.ToUriComponent()}") || IsAuthority(from, site)));
    }

    private static bool IsAuthority(Uri origin, string site) =>
        Uri.TryCreate(site, UriKind.Absolute, out var own) && string.Equals(origin.Authority, own.Authority, StringComparison.OrdinalIgnoreCase);

    private static IResult Problem(int status, string title) => TypedResults.Problem(statusCode: status, title: title);
}
