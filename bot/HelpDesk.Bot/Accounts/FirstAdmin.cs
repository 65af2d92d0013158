using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HelpDesk.Storage;
using Microsoft.Extensions.Options;
using NodaTime;

namespace HelpDesk.Bot.Accounts;

/// <summary>
/// How the first admin gets in: while there is no account, each start prints a one-time link that replaces the one before, lives a day,
/// and dies with its use. Creating the account and using up the link are one commit, so that two presses make one admin.
/// </summary>
public sealed class FirstAdmin(IStore store)
{
    public const string AdminRole = "admin";

    private static readonly DocumentKey Invitation = new("setup", "first-admin");
    private static readonly Duration Lifetime = Duration.FromDays(1);

    /// <summary>The secret of a fresh link (URL-safe, 256 bits); null where an account exists already.</summary>
    public async Task<string?> InviteAsync(Instant now, CancellationToken ct)
    {
        if (await HasAccountAsync(now, ct)) return null;
        var token = AccountBook.NewSecret();
        var json = JsonSerializer.SerializeToUtf8Bytes(new FirstAdminInvitation(AccountBook.HashOf(token)), AccountJson.Default.FirstAdminInvitation);
        await store.CommitAsync(new Commit(now) { Writes = [new Write.Put(Invitation, json, now + Lifetime)] }, ct);
        return token;
    }

    public async Task<bool> IsInvitedAsync(string token, Instant now, CancellationToken ct) =>
        await FindAsync(token, now, ct) is not null && !await HasAccountAsync(now, ct);

    public async Task<FirstAdminResult> CreateAsync(string token, string? email, string? password, Instant now, CancellationToken ct)
    {
        if (await FindAsync(token, now, ct) is not { } invitation || await HasAccountAsync(now, ct)) return FirstAdminResult.LinkUsedUp;
        if (!AccountBook.IsEmail(email)) return FirstAdminResult.BadEmail;
        if (PasswordRules.Fault(password, email!) is not null) return FirstAdminResult.BadPassword;
        var account = New(email!, password!, now);
        var result = await store.CommitAsync(new Commit(now)
        {
            Checks = [new Check.DocumentAt(Invitation, invitation.Version), new Check.DocumentAt(AccountBook.KeyOf(account.Email), 0)],
            Writes = [.. AccountBook.Puts(account), new Write.Delete(Invitation), Told(account, "account.first-admin", now)],
        }, ct);
        return result is CommitResult.Committed ? FirstAdminResult.Created : FirstAdminResult.LinkUsedUp;
    }

    /// <summary>Creates the first admin that the settings name; nothing where an account exists.</summary>
    /// <exception cref="OptionsValidationException">Address or password would not do.</exception>
    public async Task BootstrapAsync(BootstrapAdmin admin, Instant now, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(admin.Email) && string.IsNullOrEmpty(admin.Password)) return;
        if (Problem(admin) is { } problem) throw new OptionsValidationException(AccountOptions.Section, typeof(AccountOptions), [problem]);
        if (await HasAccountAsync(now, ct)) return;
        var account = New(admin.Email!, admin.Password!, now);
        await store.CommitAsync(new Commit(now)
        {
            Checks = [new Check.DocumentAt(AccountBook.KeyOf(account.Email), 0)],
            Writes = [.. AccountBook.Puts(account), Told(account, "account.bootstrap", now)],
        }, ct);
    }

    private static string? Problem(BootstrapAdmin admin) =>
        !AccountBook.IsEmail(admin.Email) ? "Accounts:BootstrapAdmin:Email is no address. Write it like name@example.com."
        : PasswordRules.Fault(admin.Password, admin.Email!) is { } fault ? $"Accounts:BootstrapAdmin:{fault}"
        : null;

    private static Account New(string email, string password, Instant now) =>
        SignIn.WithPassword(new Account(email.Trim(), "", [AdminRole], now.ToDateTimeOffset()) { Id = Guid.NewGuid() }, password);

    private static Write Told(Account account, string action, Instant now) => AuditTrail.Telling(new("system", action, account.Id.ToString(), AuditTrail.Ok), now);

    private async Task<bool> HasAccountAsync(Instant now, CancellationToken ct) => (await store.ListAsync(Account.Collection, null, 1, now, ct)).Count > 0;

    private async Task<StoredDocument?> FindAsync(string token, Instant now, CancellationToken ct)
    {
        if (await store.GetAsync(Invitation, now, ct) is not { } document) return null;
        var invitation = JsonSerializer.Deserialize(document.Json.Span, AccountJson.Default.FirstAdminInvitation)!;
        var same = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(invitation.TokenHash), Encoding.ASCII.GetBytes(AccountBook.HashOf(token)));
        return same ? document : null;
    }
}

public enum FirstAdminResult { Created, LinkUsedUp, BadEmail, BadPassword }
