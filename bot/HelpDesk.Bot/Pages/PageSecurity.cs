using System.Security.Cryptography;

namespace HelpDesk.Bot.Pages;

/// <summary>What a page may do in a browser: nothing but run its own scripts and talk to the server that it came from.</summary>
public static class PageSecurity
{
    /// <summary>
    /// <c>{0}</c> is the nonce of the response, <c>{1}</c> who may frame the page.
    /// The hash is that of nothing: Web Chat's transcript adds one empty style element without a nonce and fills it by script, which needs no grant.
    /// Cards set their styles by script too, so style attributes stay forbidden.
    /// <c>connect-src blob:</c> is how Direct Line reads a file that is sent; <c>img-src</c> and <c>media-src blob:</c> how it is shown before it is.
    /// <c>worker-src blob:</c> makes the thumbnails of pictures. Pictures in articles may come from anywhere over https.
    /// </summary>
    private const string PolicyTemplate =
        "default-src 'none'; " +
        "script-src 'nonce-{0}' 'strict-dynamic'; " +
        "style-src 'nonce-{0}' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; " +
        "connect-src 'self' blob:; " +
        "img-src 'self' https: data: blob:; " +
        "media-src 'self' blob:; " +
        "worker-src blob:; " +
        "base-uri 'none'; " +
        "form-action 'none'; " +
        "frame-ancestors {1}";

    /// <summary>Teams and Microsoft 365 show a page as a tab.</summary>
    public const string FrameAncestors = "'self' https://teams.microsoft.com https://*.teams.microsoft.com https://*.cloud.microsoft";

    private const int NonceBytes = 16;

    /// <summary>A value that no earlier response carried, in Base64.</summary>
    public static string NewNonce() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes));

    /// <summary>The headers of a page with scripts of this nonce. Such a response must not be stored: its nonce would be used twice.</summary>
    public static void Protect(IHeaderDictionary headers, string nonce)
    {
        headers.ContentSecurityPolicy = string.Format(System.Globalization.CultureInfo.InvariantCulture, PolicyTemplate, nonce, FrameAncestors);
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
    }
}
