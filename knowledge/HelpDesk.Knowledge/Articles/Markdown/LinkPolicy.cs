namespace HelpDesk.Knowledge.Articles.Markdown;

/// <summary>Which links of an article may reach a person: https, mailto and paths of this site. All else becomes plain text.</summary>
/// <param name="SiteBase">Where paths such as <c>/a/b</c> belong to; null for this site.</param>
public sealed record LinkPolicy(string? SiteBase = null)
{
    private const int MaxLength = 2_000;

    public static readonly LinkPolicy Own = new();

    /// <summary>Paths in Microsoft Learn's articles are paths of its site.</summary>
    public static readonly LinkPolicy MicrosoftLearn = new("https://learn.microsoft.com");

    public static LinkPolicy For(Article article) =>
        article.Other.Keys.Any(key => key.StartsWith("ms.", StringComparison.Ordinal) || key is "search.appverid") ? MicrosoftLearn : Own;

    public bool TryLink(string? url, out string safe) => TryUrl(url, allowMail: true, out safe);

    public bool TryImage(string? url, out string safe) => TryUrl(url, allowMail: false, out safe);

    private bool TryUrl(string? url, bool allowMail, out string safe)
    {
        safe = "";
        if (url is null || url.Length is 0 or > MaxLength || url.AsSpan().ContainsAnyInRange('\0', ' ') || url.Contains('\\', StringComparison.Ordinal)) return false;
        if (url[0] == '/' && (url.Length == 1 || url[1] != '/')) safe = SiteBase + url;
        else if (Uri.TryCreate(url, UriKind.Absolute, out var absolute) && (absolute.Scheme == Uri.UriSchemeHttps && absolute.Host.Length > 0 || allowMail && absolute.Scheme == Uri.UriSchemeMailto))
            safe = absolute.AbsoluteUri;
        // These would end the link in Markdown or open markup.
        safe = safe.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)
            .Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal).Replace("\"", "%22", StringComparison.Ordinal);
        return safe.Length > 0;
    }
}
