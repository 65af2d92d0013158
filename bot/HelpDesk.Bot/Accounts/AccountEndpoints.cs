using HelpDesk.Handoff.Service.Access;
using HelpDesk.Storage.Secrets;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Extensions;

namespace HelpDesk.Bot.Accounts;

/// <summary><c>/account</c>: signing in and out, and what a person may change of the own account.</summary>
internal static class AccountEndpoints
{
    public const string RateLimit = "sign-in";
    public const string Issuer = "IT Help";

    public static void MapAccount(this IEndpointRouteBuilder app)
    {
        var account = app.MapGroup("/account").ExcludeFromDescription();
        account.MapPost("/sign-in", SignInAsync).RequireRateLimiting(RateLimit).AllowAnonymous();
        account.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
        account.MapGet("/session", SessionAsync).AllowAnonymous();
        var own = account.MapGroup("").RequireAuthorization(AccountPolicies.Own);
        own.MapGet("/me", MeAsync);
        own.MapPost("/password", ChangePasswordAsync).RequireRateLimiting(RateLimit);
        own.MapPost("/second-factor", StartSecondFactorAsync).RequireRateLimiting(RateLimit);
        own.MapPost("/second-factor/confirm", ConfirmSecondFactorAsync).RequireRateLimiting(RateLimit);
        own.MapPost("/second-factor/remove", RemoveSecondFactorAsync).RequireRateLimiting(RateLimit);
    }

    private static async Task<Results<Ok<SignInAnswer>, ProblemHttpResult>> SignInAsync(SignInRequest request, SignIn signIn, HttpContext http, CancellationToken ct)
    {
        if (!AccountBook.IsEmail(request.Email)) return Refused("email: that is not an address. Write it like name@example.com.", 400);
        switch (await signIn.TryAsync(request.Email!, request.Password ?? "", request.Code, ct))
        {
            case SignInResult.SignedIn signedIn:
                await Sessions.StartAsync(http, signedIn.Account);
                return TypedResults.Ok(new SignInAnswer(null, MeOf(signedIn.Account, null)));
            case SignInResult.CodeNeeded:
                return TypedResults.Ok(new SignInAnswer("code", null));
            case SignInResult.Locked locked:
                http.Response.Headers.RetryAfter = locked.Until.ToDateTimeOffset().ToString("R", System.Globalization.CultureInfo.InvariantCulture);
                return Refused("Too many tries. Wait until the time given, or ask an admin for a new link.", 429);
            default:
                return Refused("E-mail, password or code is not right.", 401);
        }
    }

    private static async Task<NoContent> SignOutAsync(HttpContext http, AuditTrail audit, EndedSessions ended, CancellationToken ct)
    {
        if (http.User.FindFirst(Sessions.Session) is { } session) await ended.EndAsync(session.Value, ct);
        if (http.User.FindFirst(DeskClaims.Subject) is { } subject)
            await audit.TellAsync(new(subject.Value, "sign-out", null, AuditTrail.Ok), ct);
        await http.SignOutAsync(Sessions.Scheme);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<Me>, UnauthorizedHttpResult>> MeAsync(AccountBook book, HttpContext http, CancellationToken ct) =>
        await OwnAsync(book, http, ct) is { } own ? TypedResults.Ok(MeOf(own.Account, http.User.FindFirst(Sessions.Unfinished)?.Value)) : TypedResults.Unauthorized();

    // A page asks this first: that nobody is signed in is an answer to it, not an error.
    private static async Task<Ok<SignInAnswer>> SessionAsync(AccountBook book, HttpContext http, CancellationToken ct) =>
        TypedResults.Ok(new SignInAnswer(null, await OwnAsync(book, http, ct) is { } own ? MeOf(own.Account, http.User.FindFirst(Sessions.Unfinished)?.Value) : null));

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangePasswordAsync(PasswordChange request, AccountBook book, SignIn signIn, HttpContext http, CancellationToken ct)
    {
        if (await OwnAsync(book, http, ct) is not { } own) return Refused("Sign in again.", 401);
        if (PasswordRules.Fault(request.NewPassword, own.Account.Email, own.Account.Name) is { } fault) return Refused(fault, 400);
        if (await ConfirmAsync(own.Account, request.Password, signIn, ct) is { } refusal) return refusal;
        var after = SignIn.WithPassword(own.Account, request.NewPassword!);
        return await ChangeAsync(own, after, "account.password", book, http, ct);
    }

    private static async Task<Results<Ok<SecondFactorStarted>, ProblemHttpResult>> StartSecondFactorAsync(
        CodeRequest request, AccountBook book, SignIn signIn, SecretBox box, HttpContext http, CancellationToken ct)
    {
        if (await OwnAsync(book, http, ct) is not { } own) return Refused("Sign in again.", 401);
        if (own.Account.Second is { Confirmed: true }) return Refused("A second factor is set up already. Remove it first.", 409);
        if (await ConfirmAsync(own.Account, request.Password, signIn, ct) is { } refusal) return refusal;
        var (after, secret) = SecondFactors.Start(own.Account, box);
        return await book.TryChangeAsync(own, after, Told(own.Account, "second-factor.start"), ct)
            ? TypedResults.Ok(new SecondFactorStarted(Totp.ToBase32(secret), Totp.Link(secret, Issuer, own.Account.Email)))
            : Changed();
    }

    private static async Task<Results<Ok<SecondFactorConfirmed>, ProblemHttpResult>> ConfirmSecondFactorAsync(
        CodeRequest request, AccountBook book, SecretBox box, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        if (await OwnAsync(book, http, ct) is not { } own) return Refused("Sign in again.", 401);
        if (own.Account.Second is not { Confirmed: false }) return Refused("No second factor is being set up. Start with the password.", 409);
        if (SecondFactors.Confirm(own.Account, request.Code ?? "", box, time.GetCurrentInstant()) is not { } confirmed) return Refused("code: it is not right. Look whether the phone's clock is, and type the newest one.", 400);
        if (!await book.TryChangeAsync(own, confirmed.Account, Told(own.Account, "second-factor.confirm"), ct)) return Changed();
        await Sessions.StartAsync(http, confirmed.Account);
        return TypedResults.Ok(new SecondFactorConfirmed(confirmed.Recovery));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveSecondFactorAsync(CodeRequest request, AccountBook book, SignIn signIn, HttpContext http, CancellationToken ct)
    {
        if (await OwnAsync(book, http, ct) is not { } own) return Refused("Sign in again.", 401);
        // The whole sign-in again: who sits at somebody else's screen has neither.
        if (await signIn.TryAsync(own.Account.Email, request.Password ?? "", request.Code, ct) is not SignInResult.SignedIn) return Refused("Password or code is not right.", 403);
        return await book.FindAsync(own.Account.Id, ct) is { } now ? await ChangeAsync(now, SecondFactors.Remove(now.Account), "second-factor.remove", book, http, ct) : Changed();
    }

    /// <summary>The stored account of the session; null where it is gone.</summary>
    internal static async Task<StoredAccount?> OwnAsync(AccountBook book, HttpContext http, CancellationToken ct) =>
        Guid.TryParse(http.User.FindFirst(DeskClaims.Subject)?.Value, out var id) ? await book.FindAsync(id, ct) : null;

    internal static ProblemHttpResult Refused(string why, int status) => TypedResults.Problem(why, statusCode: status);

    internal static ProblemHttpResult Changed() => Refused("The account was changed by somebody else meanwhile. Load it again.", 409);

    // Counted like a sign-in: a session that was left open must not become a way to guess.
    private static async Task<ProblemHttpResult?> ConfirmAsync(Account account, string? password, SignIn signIn, CancellationToken ct) =>
        await signIn.TryAsync(account.Email, password ?? "", code: null, ct) is SignInResult.SignedIn or SignInResult.CodeNeeded ? null : Refused("password: it is not right.", 403);

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangeAsync(StoredAccount before, Account after, string action, AccountBook book, HttpContext http, CancellationToken ct)
    {
        if (!await book.TryChangeAsync(before, after, Told(after, action), ct)) return Changed();
        // The stamp has changed: this session goes on, all others are over.
        await Sessions.StartAsync(http, after);
        return TypedResults.NoContent();
    }

    private static AuditEntry Told(Account account, string action) => new(account.Id.ToString(), action, null, AuditTrail.Ok);

    private static Me MeOf(Account account, string? need) => new(account.Id, account.Email, account.Name, account.Roles, account.Second is { Confirmed: true }, need);
}
