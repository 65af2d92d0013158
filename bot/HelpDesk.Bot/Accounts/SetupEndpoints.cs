using NodaTime.Extensions;

namespace HelpDesk.Bot.Accounts;

/// <summary><c>GET|POST /setup/{token}</c>: the one-time link that creates the first admin.</summary>
internal static class SetupEndpoints
{
    public const string RateLimit = "setup";

    public static void MapSetup(this IEndpointRouteBuilder app)
    {
        var setup = app.MapGroup("/setup/{token:length(64)}").RequireRateLimiting(RateLimit).ExcludeFromDescription().AllowAnonymous();
        setup.MapGet("/", Show);
        // The token in the address is what a forged form would lack, so no second one is needed.
        setup.MapPost("/", Create).DisableAntiforgery();
    }

    /// <summary><c>GET|POST /account/choose-password/{secret}</c>: the one-time link that an admin gives to a colleague.</summary>
    public static void MapChoosePassword(this IEndpointRouteBuilder app)
    {
        var choose = app.MapGroup("/account/choose-password/{secret:length(64)}").RequireRateLimiting(RateLimit).ExcludeFromDescription();
        choose.MapGet("/", async (string secret, HttpContext http, AccountBook book, CancellationToken ct) =>
            await book.InvitedAsync(secret, ct) is { } invited ? SetupPage.Choose(http, invited.Account.Email, null) : SetupPage.ChooseUsedUp(http)).AllowAnonymous();
        choose.MapPost("/", ChooseAsync).DisableAntiforgery().AllowAnonymous();
    }

    private static async Task<IResult> ChooseAsync(string secret, HttpContext http, AccountBook book, CancellationToken ct)
    {
        if (await book.InvitedAsync(secret, ct) is not { Account: var account } invited) return SetupPage.ChooseUsedUp(http);
        var password = http.Request.HasFormContentType ? (await http.Request.ReadFormAsync(ct))["password"].ToString() : "";
        if (PasswordRules.Fault(password, account.Email, account.Name) is { } fault) return SetupPage.Choose(http, account.Email, fault);
        // The link was given by an admin, who may do this to help somebody who has lost the phone: the second factor starts anew.
        var after = SignIn.WithPassword(account, password) with { Second = null };
        var told = new AuditEntry(account.Id.ToString(), "account.choose-password", null, AuditTrail.Ok);
        return await book.TryAcceptAsync(secret, invited, after, told, ct) ? SetupPage.Chosen(http) : SetupPage.ChooseUsedUp(http);
    }

    private static async Task<IResult> Show(string token, HttpContext http, FirstAdmin firstAdmin, TimeProvider time, CancellationToken ct) =>
        await firstAdmin.IsInvitedAsync(token, time.GetCurrentInstant(), ct) ? SetupPage.Form(http, null) : SetupPage.UsedUp(http);

    private static async Task<IResult> Create(string token, HttpContext http, FirstAdmin firstAdmin, TimeProvider time, ILogger<FirstAdmin> log, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType) return SetupPage.Form(http, "The form was empty. Fill in both fields.");
        var form = await http.Request.ReadFormAsync(ct);
        string email = form["email"].ToString(), password = form["password"].ToString();
        var result = await firstAdmin.CreateAsync(token, email, password, time.GetCurrentInstant(), ct);
        if (result == FirstAdminResult.Created) log.FirstAdminCreated();
        return result switch
        {
            FirstAdminResult.Created => SetupPage.Done(http),
            FirstAdminResult.BadEmail => SetupPage.Form(http, "E-mail: that is not an address. Write it like name@example.com.", email),
            FirstAdminResult.BadPassword => SetupPage.Form(http,
                PasswordRules.Fault(password, email), email),
            _ => SetupPage.UsedUp(http),
        };
    }
}
