using HelpDesk.Handoff.Service.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using NodaTime.Extensions;

namespace HelpDesk.Bot.Accounts;

/// <summary><c>/account/users</c>, <c>/account/keys</c>, <c>/account/audit</c>: what admins and auditors do.</summary>
internal static class AccountAdminEndpoints
{
    private const int LongestKeyLife = 3660;
    private const int AuditLines = 200;

    public static void MapAccountAdmin(this IEndpointRouteBuilder app)
    {
        var users = app.MapGroup("/account/users").RequireAuthorization(AccountPolicies.Manage).ExcludeFromDescription();
        users.MapGet("/", async (AccountBook book, CancellationToken ct) => TypedResults.Ok<IReadOnlyList<AccountView>>([.. (await book.ListAsync(ct)).Select(AccountView.Of)]));
        users.MapPost("/", CreateAsync);
        users.MapPatch("/{id:guid}", ChangeAsync);
        users.MapPost("/{id:guid}/invitation", InviteAsync);
        users.MapDelete("/{id:guid}", DeleteAsync);
        var keys = app.MapGroup("/account/keys").RequireAuthorization(AccountPolicies.Manage).ExcludeFromDescription();
        keys.MapGet("/", async (ServiceKeyBook book, CancellationToken ct) => TypedResults.Ok<IReadOnlyList<ServiceKeyView>>([.. (await book.ListAsync(ct)).Select(ServiceKeyView.Of)]));
        keys.MapPost("/", CreateKeyAsync);
        keys.MapDelete("/{id}", DeleteKeyAsync);
        app.MapGet("/account/audit", AuditAsync).RequireAuthorization(AccountPolicies.Audit).ExcludeFromDescription();
    }

    private static async Task<Results<Created<AccountInvited>, ProblemHttpResult>> CreateAsync(AccountRequest request, AccountBook book, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        if (!AccountBook.IsEmail(request.Email)) return AccountEndpoints.Refused("email: that is not an address. Write it like name@example.com.", 400);
        if ((AccountRules.NameFault(request.Name) ?? AccountRules.RolesFault(request.Roles)) is { } fault) return AccountEndpoints.Refused(fault, 400);
        var account = new Account(request.Email!.Trim(), "", request.Roles!, time.GetUtcNow())
        {
            Id = Guid.NewGuid(), Name = request.Name ?? request.Email.Trim(), Customers = request.Customers ?? [], Stamp = AccountBook.NewSecret(),
        };
        if (!await book.TryCreateAsync(account, Told(http, "account.create", account), ct)) return AccountEndpoints.Refused("email: this address has an account already.", 409);
        return TypedResults.Created($"/account/users/{account.Id}", await InvitedAsync(account, book, http, ct));
    }

    private static async Task<Results<Ok<AccountView>, NotFound, ProblemHttpResult>> ChangeAsync(Guid id, AccountChange change, AccountBook book, HttpContext http, CancellationToken ct)
    {
        if (await book.FindAsync(id, ct) is not { } before) return TypedResults.NotFound();
        if ((AccountRules.NameFault(change.Name) ?? (change.Roles is null ? null : AccountRules.RolesFault(change.Roles))) is { } fault) return AccountEndpoints.Refused(fault, 400);
        var account = before.Account;
        var after = account with
        {
            Name = change.Name ?? account.Name, Roles = change.Roles ?? account.Roles, Customers = change.Customers ?? account.Customers,
            Disabled = change.Disabled ?? account.Disabled, Stamp = change.Disabled is true ? AccountBook.NewSecret() : account.Stamp,
        };
        if (AccountRules.LastAdminFault(await book.ListAsync(ct), account, after) is { } last) return AccountEndpoints.Refused(last, 409);
        return await book.TryChangeAsync(before, after, Told(http, "account.change", after), ct) ? TypedResults.Ok(AccountView.Of(after)) : AccountEndpoints.Changed();
    }

    private static async Task<Results<Ok<AccountInvited>, NotFound>> InviteAsync(Guid id, AccountBook book, HttpContext http, CancellationToken ct) =>
        await book.FindAsync(id, ct) is { } found ? TypedResults.Ok(await InvitedAsync(found.Account, book, http, ct)) : TypedResults.NotFound();

    private static async Task<Results<NoContent, NotFound, ProblemHttpResult>> DeleteAsync(Guid id, AccountBook book, HttpContext http, CancellationToken ct)
    {
        if (await book.FindAsync(id, ct) is not { } found) return TypedResults.NotFound();
        if (AccountRules.LastAdminFault(await book.ListAsync(ct), found.Account, null) is { } last) return AccountEndpoints.Refused(last, 409);
        return await book.TryDeleteAsync(found, Told(http, "account.delete", found.Account), ct) ? TypedResults.NoContent() : AccountEndpoints.Changed();
    }

    private static async Task<Results<Created<ServiceKeyCreated>, ProblemHttpResult>> CreateKeyAsync(ServiceKeyRequest request, ServiceKeyBook keys, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        if ((AccountRules.NameFault(request.Name ?? "") ?? AccountRules.ScopesFault(request.Scopes)) is { } fault) return AccountEndpoints.Refused(fault, 400);
        if (request.Days is < 1 or > LongestKeyLife) return AccountEndpoints.Refused($"days: from 1 to {LongestKeyLife}, or left out for a key without an end.", 400);
        Instant? expires = request.Days is { } days ? time.GetCurrentInstant() + Duration.FromDays(days) : null;
        var (key, told) = await keys.CreateAsync(request.Name!, request.Scopes!, request.Customers ?? [], expires, Subject(http), ct);
        return TypedResults.Created($"/account/keys/{key.Id}", new ServiceKeyCreated(ServiceKeyView.Of(key), told));
    }

    private static async Task<Results<NoContent, NotFound>> DeleteKeyAsync(string id, ServiceKeyBook keys, HttpContext http, CancellationToken ct) =>
        await keys.TryDeleteAsync(id, Subject(http), ct) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<Ok<AuditPage>> AuditAsync(long? after, AuditTrail audit, CancellationToken ct)
    {
        var entries = await audit.ReadAsync(Math.Max(0, after ?? 0), AuditLines, ct);
        AuditLine[] lines = [.. entries.Select(e => new AuditLine(e.Version, e.At.ToDateTimeOffset(), e.Entry.Subject, e.Entry.Action, e.Entry.Target, e.Entry.Outcome))];
        return TypedResults.Ok(new AuditPage(lines, lines is [.., var last] ? last.Number : after ?? 0));
    }

    private static async Task<AccountInvited> InvitedAsync(Account account, AccountBook book, HttpContext http, CancellationToken ct)
    {
        var secret = await book.InviteAsync(account, Told(http, "account.invite", account), ct);
        return new(AccountView.Of(account), $"{http.Request.Scheme}://{http.Request.Host}/account/choose-password/{secret}");
    }

    private static AuditEntry Told(HttpContext http, string action, Account target) => new(Subject(http), action, target.Id.ToString(), AuditTrail.Ok);

    private static string Subject(HttpContext http) => http.User.FindFirst(DeskClaims.Subject)!.Value;
}
