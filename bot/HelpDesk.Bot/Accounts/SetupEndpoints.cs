using NodaTime.Extensions;

namespace HelpDesk.Bot.Accounts;

/// <summary><c>GET|POST /setup/{token}</c>: the one-time link that creates the first admin.</summary>
internal static class SetupEndpoints
{
    public const string RateLimit = "setup";

    public static void MapSetup(this IEndpointRouteBuilder app)
    {
        var setup = app.MapGroup("/setup/{token:length(64)}").RequireRateLimiting(RateLimit).ExcludeFromDescription();
        setup.MapGet("/", Show);
        // The token in the address is what a forged form would lack, so no second one is needed.
        setup.MapPost("/", Create).DisableAntiforgery();
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
                $"Password: it needs {FirstAdmin.ShortestPassword} to {FirstAdmin.LongestPassword} characters. A few words in a row are easy to remember.", email),
            _ => SetupPage.UsedUp(http),
        };
    }
}
