using System.Security.Claims;
using HelpDesk.Handoff.Service.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bot.Accounts;

/// <summary>
/// The cookie of a signed-in browser. It says only whose account and which stamp; what the account may do is read from the store at each request, so that
/// a role taken away is gone at once, a changed password ends every other session, and a copy of the cookie is worth nothing after signing out.
/// </summary>
internal sealed class Sessions(AccountBook book, EndedSessions ended, DeskIdentity desk, IOptions<AccountOptions> accounts) : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    public const string Scheme = "session";
    public const string Cookie = "helpdesk-session";
    private const string Stamp = "stamp";

    /// <summary>Which sign-in it was: 256 bits, hex; signing out ends this one everywhere.</summary>
    public const string Session = "session";

    /// <summary>Set where the account has yet to set up the second factor that its role demands: good for that and nothing else.</summary>
    public const string Unfinished = "unfinished";

    public static Task StartAsync(HttpContext http, Account account) => http.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(
        [new Claim(DeskClaims.Subject, account.Id.ToString()), new Claim(Stamp, account.Stamp), new Claim(Session, AccountBook.NewSecret())], Scheme, DeskClaims.Subject, DeskClaims.Role)));

    public void Configure(CookieAuthenticationOptions options) => Configure(Scheme, options);

    public void Configure(string? name, CookieAuthenticationOptions options)
    {
        if (name != Scheme) return;
        options.Cookie.Name = Cookie;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = accounts.Value.Session;
        options.SlidingExpiration = true;
        // An API answers; only its pages know where to sign in.
        options.Events.OnRedirectToLogin = context => Answer(context.HttpContext, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Answer(context.HttpContext, StatusCodes.Status403Forbidden);
        options.Events.OnValidatePrincipal = ValidateAsync;
    }

    private async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var known = Guid.TryParse(context.Principal?.FindFirst(DeskClaims.Subject)?.Value, out var id)
            ? (await book.FindAsync(id, context.HttpContext.RequestAborted))?.Account
            : null;
        if (known is { Disabled: false } account && account.Stamp == context.Principal?.FindFirst(Stamp)?.Value
            && context.Principal.FindFirst(Session) is { } session && !await ended.ContainAsync(session.Value, context.HttpContext.RequestAborted))
            context.ReplacePrincipal(new ClaimsPrincipal(IdentityOf(account, session)));
        else
            context.RejectPrincipal();
    }

    private ClaimsIdentity IdentityOf(Account account, Claim session)
    {
        var identity = new ClaimsIdentity(
            [new(DeskClaims.Subject, account.Id.ToString()), new(Stamp, account.Stamp), new(session.Type, session.Value), new(ClaimTypes.Name, account.Name)], Scheme, ClaimTypes.Name, DeskClaims.Role);
        var demanded = accounts.Value.RequireSecondFactor.Intersect(account.Roles, StringComparer.OrdinalIgnoreCase).Any();
        if (demanded && account.Second is not { Confirmed: true })
            identity.AddClaim(new(Unfinished, "second-factor"));
        else
            identity.AddClaims(desk.Of(account.Roles, account.Customers, account.IsAgent ? account.Id : null));
        return identity;
    }

    private static Task Answer(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
