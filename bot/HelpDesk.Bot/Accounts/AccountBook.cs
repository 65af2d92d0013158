using System.Collections.Immutable;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Bot.Accounts;

/// <summary>An account as it is stored now, with the version that a change must name.</summary>
public sealed record StoredAccount(Account Account, long Version);

/// <summary>Where local accounts are kept. Every change is one commit with its line in the audit.</summary>
public sealed class AccountBook(IStore store, TimeProvider time)
{
    private const string Index = "account-id";
    private const string Invitations = "account-invitation";
    private const int Page = 256;
    private static readonly Duration InvitationLife = Duration.FromDays(3);

    public async Task<StoredAccount?> FindAsync(string email, CancellationToken ct) =>
        await store.GetAsync(KeyOf(email), Now(), ct) is { } stored ? new(Read(stored), stored.Version) : null;

    public async Task<StoredAccount?> FindAsync(Guid id, CancellationToken ct) =>
        await store.GetAsync(IndexOf(id), Now(), ct) is { } entry && JsonSerializer.Deserialize(entry.Json.Span, AccountJson.Default.PasswordInvitation) is { } found
            ? await FindAsync(found.Email, ct)
            : null;

    /// <summary>All accounts in the order of their addresses.</summary>
    public async Task<ImmutableArray<Account>> ListAsync(CancellationToken ct)
    {
        var all = ImmutableArray.CreateBuilder<Account>();
        for (string? after = null; ;)
        {
            var page = await store.ListAsync(Account.Collection, after, Page, Now(), ct);
            all.AddRange(page.Select(Read));
            if (page.Count < Page) return all.ToImmutable();
            after = page[^1].Key.Id;
        }
    }

    /// <summary>False where the address has an account already.</summary>
    public async Task<bool> TryCreateAsync(Account account, AuditEntry told, CancellationToken ct)
    {
        var now = Now();
        return await store.CommitAsync(new Commit(now)
        {
            Checks = [new Check.DocumentAt(KeyOf(account.Email), 0)],
            Writes = [.. Puts(account), AuditTrail.Telling(told, now)],
        }, ct) is CommitResult.Committed;
    }

    /// <summary>Changes an account; false where somebody else changed it meanwhile: read it again and decide anew.</summary>
    public async Task<bool> TryChangeAsync(StoredAccount before, Account after, AuditEntry told, CancellationToken ct)
    {
        var now = Now();
        return await store.CommitAsync(new Commit(now)
        {
            Checks = [new Check.DocumentAt(KeyOf(before.Account.Email), before.Version)],
            Writes = [.. Puts(after), AuditTrail.Telling(told, now)],
        }, ct) is CommitResult.Committed;
    }

    public async Task<bool> TryDeleteAsync(StoredAccount account, AuditEntry told, CancellationToken ct)
    {
        var now = Now();
        var key = KeyOf(account.Account.Email);
        return await store.CommitAsync(new Commit(now)
        {
            Checks = [new Check.DocumentAt(key, account.Version)],
            Writes = [new Write.Delete(key), new Write.Delete(IndexOf(account.Account.Id)), AuditTrail.Telling(told, now)],
        }, ct) is CommitResult.Committed;
    }

    /// <summary>The secret of a link with which the person chooses a password: 256 bits, hex, single use, three days.</summary>
    public async Task<string> InviteAsync(Account account, AuditEntry told, CancellationToken ct)
    {
        var now = Now();
        var secret = NewSecret();
        var json = JsonSerializer.SerializeToUtf8Bytes(new PasswordInvitation(account.Email), AccountJson.Default.PasswordInvitation);
        await store.CommitAsync(new Commit(now) { Writes = [new Write.Put(InvitationOf(secret), json, now + InvitationLife), AuditTrail.Telling(told, now)] }, ct);
        return secret;
    }

    /// <summary>The account that a link is for; null where the link is used up, too old or invented.</summary>
    public async Task<StoredAccount?> InvitedAsync(string secret, CancellationToken ct) =>
        await store.GetAsync(InvitationOf(secret), Now(), ct) is { } stored && JsonSerializer.Deserialize(stored.Json.Span, AccountJson.Default.PasswordInvitation) is { } invitation
            ? await FindAsync(invitation.Email, ct)
            : null;

    /// <summary>Sets the password that was chosen and uses the link up, in one commit; false where the link was used meanwhile.</summary>
    public async Task<bool> TryAcceptAsync(string secret, StoredAccount before, Account after, AuditEntry told, CancellationToken ct)
    {
        var now = Now();
        var key = InvitationOf(secret);
        if (await store.GetAsync(key, now, ct) is not { } invitation) return false;
        return await store.CommitAsync(new Commit(now)
        {
            Checks = [new Check.DocumentAt(key, invitation.Version), new Check.DocumentAt(KeyOf(before.Account.Email), before.Version)],
            Writes = [new Write.Delete(key), .. Puts(after), AuditTrail.Telling(told, now)],
        }, ct) is CommitResult.Committed;
    }

    /// <summary>Too many wrong passwords count no longer.</summary>
    public async Task UnlockAsync(Account account, CancellationToken ct) =>
        await store.CommitAsync(new Commit(Now()) { Writes = [new Write.Delete(SignIn.TriesOf(account.Email))] }, ct);

    public static DocumentKey KeyOf(string email) => new(Account.Collection, email.Trim().ToLowerInvariant());

    public static bool IsEmail(string? email) =>
        email is { Length: > 3 and <= 254 } && MailAddress.TryCreate(email.Trim(), out var address) && address.Address == email.Trim();

    /// <summary>The writes that store an account, with the way to it by its id.</summary>
    internal static IEnumerable<Write> Puts(Account account)
    {
        yield return new Write.Put(KeyOf(account.Email), JsonSerializer.SerializeToUtf8Bytes(account, AccountJson.Default.Account));
        yield return new Write.Put(IndexOf(account.Id), JsonSerializer.SerializeToUtf8Bytes(new PasswordInvitation(account.Email), AccountJson.Default.PasswordInvitation));
    }

    internal static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    internal static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static DocumentKey IndexOf(Guid id) => new(Index, id.ToString());

    private static DocumentKey InvitationOf(string secret) => new(Invitations, HashOf(secret));

    private static Account Read(StoredDocument stored) => JsonSerializer.Deserialize(stored.Json.Span, AccountJson.Default.Account)!;

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
