using System.Security.Cryptography;
using System.Text.Encodings.Web;

namespace HelpDesk.Bot.Accounts;

/// <summary>The small pages behind the one-time link: no script, their one style allowed by nonce.</summary>
internal static class SetupPage
{
    private const string Style = """
        :root { color-scheme: light dark; font-family: "Segoe UI", system-ui, sans-serif; }
        body { max-width: 26rem; margin: 12vh auto; padding: 0 1rem; line-height: 1.5; }
        label { display: block; margin: 1rem 0 .25rem; }
        input { width: 100%; box-sizing: border-box; padding: .5rem; font: inherit; }
        button { margin-top: 1.25rem; padding: .5rem 1.25rem; font: inherit; color: #fff; background: #5b5fc7; border: 0; border-radius: 4px; }
        [role=alert] { padding: .5rem .75rem; border-left: 4px solid #c4314b; }
        """;

    public static IResult Form(HttpContext http, string? problem, string email = "") => Page(http, "Create the first admin", $"""
        <h1>Create the first admin</h1>
        <p>This link works once. The account signs in to the agents' console and invites the others.</p>
        {(problem is null ? "" : $"<p role=\"alert\">{HtmlEncoder.Default.Encode(problem)}</p>")}
        <form method="post">
          <label for="email">E-mail</label><input id="email" name="email" type="email" autocomplete="username" required maxlength="254" value="{HtmlEncoder.Default.Encode(email)}">
          <label for="password">Password, at least {PasswordRules.Shortest} characters</label>
          <input id="password" name="password" type="password" autocomplete="new-password" required minlength="{PasswordRules.Shortest}" maxlength="{PasswordRules.Longest}">
          <button>Create account</button>
        </form>
        """, problem is null ? 200 : 400);

    public static IResult Done(HttpContext http) => Page(http, "Account created", """
        <h1>Account created</h1>
        <p>The link is used up. You can close this page; keep the password in a safe place.</p>
        <p><a href="/agents">Sign in to the console</a> and invite your colleagues.</p>
        """, 200);

    public static IResult UsedUp(HttpContext http) => Page(http, "Link no longer valid", """
        <h1>This link is no longer valid</h1>
        <p>It was used, replaced by a newer one, or is older than a day. While there is no admin, each start of the help desk prints a fresh one.</p>
        """, 404);

    public static IResult Choose(HttpContext http, string email, string? problem) => Page(http, "Choose a password", $"""
        <h1>Choose a password</h1>
        <p>For {HtmlEncoder.Default.Encode(email)}. This link works once; a second factor that was set up before has to be set up again.</p>
        {(problem is null ? "" : $"<p role=\"alert\">{HtmlEncoder.Default.Encode(problem)}</p>")}
        <form method="post">
          <input type="hidden" name="email" autocomplete="username" value="{HtmlEncoder.Default.Encode(email)}">
          <label for="password">Password, at least {PasswordRules.Shortest} characters</label>
          <input id="password" name="password" type="password" autocomplete="new-password" required minlength="{PasswordRules.Shortest}" maxlength="{PasswordRules.Longest}">
          <button>Save password</button>
        </form>
        """, problem is null ? 200 : 400);

    public static IResult Chosen(HttpContext http) => Page(http, "Password saved", """
        <h1>Password saved</h1>
        <p>The link is used up and every earlier session is over.</p>
        <p><a href="/agents">Sign in to the console</a></p>
        """, 200);

    public static IResult ChooseUsedUp(HttpContext http) => Page(http, "Link no longer valid", """
        <h1>This link is no longer valid</h1>
        <p>It was used, or is older than three days. Ask an admin of the help desk for a new one.</p>
        """, 404);

    private static IResult Page(HttpContext http, string title, string body, int status)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'nonce-{nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.CacheControl = "no-store";
        // The secret is part of the address: it must not travel on to the next page.
        headers["Referrer-Policy"] = "no-referrer";
        return Results.Content($"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title><style nonce="{nonce}">{Style}</style></head><body><main>{body}</main></body></html>
            """, "text/html; charset=utf-8", statusCode: status);
    }
}
