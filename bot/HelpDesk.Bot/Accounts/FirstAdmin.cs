using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HelpDesk.Storage;
using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace HelpDesk.Bot.Accounts;

/// <summary>
/// How the first admin gets in: while there is no account, each start prints a one-time link that replaces the one before, lives a day,
/// and dies with its use. Creating the account and using up the link are one commit, so that two presses make one admin.
/// </summary>
public sealed class FirstAdmin(IStore store)
{
    public const string AdminRole = "admin";
    public const int ShortestPassword = 12;
    public const int LongestPassword = 128;

    private static readonly DocumentKey Invitation = new("setup", "first-admin");
    private static readonly Duration Lifetime = Duration.FromDays(1);
    private readonly PasswordHasher<Account> _hasher = new();

    /// <summary>The secret of a fresh link (URL-safe, 256 bits); null where an account exists already.</summary>
    public async Task<string?> InviteAsync(Instant now, CancellationToken ct)
    {
        if (await HasAccountAsync(now, ct)) return null;
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var json = JsonSerializer.SerializeToUtf8Bytes(new FirstAdminInvitation(HashOf(token)), AccountJson.Default.FirstAdminInvitation);
        await store.CommitAsync(new Commit(now) { Writes = [new Write.Put(Invitation, json, now + Lifetime)] }, ct);
        return token;
    }

    public async Task<bool> IsInvitedAsync(string token, Instant now, CancellationToken ct) =>
        await FindAsync(token, now, ct) is not null && !await HasAccountAsync(now, ct);

    public async Task<FirstAdminResult> CreateAsync(string token, string? email, string? password, Instant now, CancellationToken ct)
    {
        if (await FindAsync(token, now, ct) is not { } invitation || await HasAccountAsync(now, ct)) return FirstAdminResult.LinkUsedUp;
        if (!IsEmail(email)) return FirstAdminResult.BadEmail;
        if (password is not { Length: >= ShortestPassword and <= LongestPassword }) return FirstAdminResult.BadPassword;
        var key = new DocumentKey(Account.Collection, email!.Trim().ToLowerInvariant());
        var account = Seal(new Account(email.Trim(), "", [AdminRole], now.ToDateTimeOffset()), password);
        var result = await store.CommitAsync(new Commit(now)
        {
            Checks = [new Check.DocumentAt(Invitation, invitation.Version), new Check.DocumentAt(key, 0)],
            Writes = [new Write.Put(key, JsonSerializer.SerializeToUtf8Bytes(account, AccountJson.Default.Account)), new Write.Delete(Invitation)],
        }, ct);
        return result is CommitResult.Committed ? FirstAdminResult.Created : FirstAdminResult.LinkUsedUp;
    }

    private Account Seal(Account account, string password) => account with { PasswordHash = _hasher.HashPassword(account, password) };

    private async Task<bool> HasAccountAsync(Instant now, CancellationToken ct) => (await store.ListAsync(Account.Collection, null, 1, now, ct)).Count > 0;

    private async Task<StoredDocument?> FindAsync(string token, Instant now, CancellationToken ct)
    {
        if (await store.GetAsync(Invitation, now, ct) is not { } document) return null;
        var invitation = JsonSerializer.Deserialize(document.Json.Span, AccountJson.Default.FirstAdminInvitation)!;
        var same = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(invitation.TokenHash), Encoding.ASCII.GetBytes(HashOf(token)));
        return same ? document : null;
    }

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static bool IsEmail(string? email) => email is { Length: > 3 and <= 254 } && MailAddress.TryCreate(email.Trim(), out var address) && address.Address == email.Trim();
}

public enum FirstAdminResult { Created, LinkUsedUp, BadEmail, BadPassword }
