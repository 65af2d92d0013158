using System.Text.Json;
using HelpDesk.Storage;
using HelpDesk.Storage.Secrets;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using NodaTime;

namespace HelpDesk.Bot.Accounts;

public abstract record SignInResult
{
    private SignInResult() { }

    public sealed record SignedIn(Account Account) : SignInResult;

    /// <summary>Address or password or code is wrong, or the account is disabled: from outside these look the same.</summary>
    public sealed record Refused : SignInResult;

    /// <summary>The password was right; a code of the second factor is needed as well.</summary>
    public sealed record CodeNeeded : SignInResult;

    /// <summary>Too many tries of this address, which may or may not have an account.</summary>
    public sealed record Locked(Instant Until) : SignInResult;
}

/// <summary>
/// Decides who gets in with a password. Each try is counted in the store before the password is looked at, so a thousand tries at once on several nodes
/// are still counted one by one; addresses without an account are counted and answered, and take as long, as those with one.
/// </summary>
public sealed class SignIn(IStore store, AccountBook book, AuditTrail audit, SecretBox box, TimeProvider time, IOptions<AccountOptions> options)
{
    public const string SecondFactorPurpose = "account/second-factor";
    private static readonly PasswordHasher<Account> Hasher = new();

    // Verified for unknown addresses, so that the answer takes as long.
    private static readonly Account Nobody = WithPassword(new Account("", "", [], default), "nobody has this password");

    public static Account WithPassword(Account account, string password) =>
        account with { PasswordHash = Hasher.HashPassword(account, password), Stamp = AccountBook.NewSecret() };

    public async Task<SignInResult> TryAsync(string email, string password, string? code, CancellationToken ct)
    {
        if (await CountTryAsync(email, ct) is { } until)
        {
            await audit.TellAsync(new(Subject(email), "sign-in", null, "locked"), ct);
            return new SignInResult.Locked(until);
        }

        var found = await book.FindAsync(email, ct);
        var result = await JudgeAsync(found, password, code, ct);
        if (result is SignInResult.SignedIn or SignInResult.CodeNeeded)
            await ForgetTriesAsync(email, result is SignInResult.CodeNeeded, ct);
        if (result is not SignInResult.CodeNeeded)
            await audit.TellAsync(new(found?.Account.Id.ToString() ?? Subject(email), "sign-in", null, result is SignInResult.SignedIn ? AuditTrail.Ok : "refused"), ct);
        return result;
    }

    /// <summary>Whether this is the account's password; for changes that ask for it again.</summary>
    public static bool IsPassword(Account account, string? password) =>
        account.PasswordHash.Length > 0 && Hasher.VerifyHashedPassword(account, account.PasswordHash, password ?? "") != PasswordVerificationResult.Failed;

    private async Task<SignInResult> JudgeAsync(StoredAccount? found, string password, string? code, CancellationToken ct)
    {
        var isRight = IsPassword(found is { Account.PasswordHash.Length: > 0 } ? found.Account : Nobody, password) && found is { Account.PasswordHash.Length: > 0 };
        if (!isRight || found!.Account.Disabled) return new SignInResult.Refused();
        if (found.Account.Second is not { Confirmed: true }) return new SignInResult.SignedIn(found.Account);
        if (string.IsNullOrWhiteSpace(code)) return new SignInResult.CodeNeeded();
        return await TryUseCodeAsync(found, code, ct) is { } account ? new SignInResult.SignedIn(account) : new SignInResult.Refused();
    }

    /// <summary>Uses a code or a recovery code up; null where it is wrong or was used by somebody else at this moment.</summary>
    private async Task<Account?> TryUseCodeAsync(StoredAccount found, string code, CancellationToken ct)
    {
        var second = found.Account.Second!;
        if (!box.TryOpen(second.Secret, SecondFactorPurpose, out var secret)) throw new WrongKeyException(AccountBook.KeyOf(found.Account.Email).Collection);
        if (Totp.Check(secret, code, second.LastStep, Now()) is { } step)
            return await TryWriteAsync(found, second with { LastStep = step }, "second-factor.code", ct);
        var recovery = AccountBook.HashOf(SecondFactors.Normal(code));
        return second.Recovery.Contains(recovery, StringComparer.Ordinal)
            ? await TryWriteAsync(found, second with { Recovery = [.. second.Recovery.Where(r => r != recovery)] }, "second-factor.recovery", ct)
            : null;
    }

    private async Task<Account?> TryWriteAsync(StoredAccount found, SecondFactor second, string action, CancellationToken ct)
    {
        var after = found.Account with { Second = second };
        return await book.TryChangeAsync(found, after, new(after.Id.ToString(), action, null, AuditTrail.Ok), ct) ? after : null;
    }

    /// <summary>Counts a try; the end of the wait where there were too many.</summary>
    private async Task<Instant?> CountTryAsync(string email, CancellationToken ct)
    {
        while (true)
        {
            var (now, key) = (Now(), TriesOf(email));
            var stored = await store.GetAsync(key, now, ct);
            var before = stored is null ? new Attempts(0, null) : JsonSerializer.Deserialize(stored.Json.Span, AccountJson.Default.Attempts)!;
            if (before.LockedUntil is { } until && until > now.ToDateTimeOffset()) return Instant.FromDateTimeOffset(until);
            var failures = before.LockedUntil is null ? before.Failures + 1 : 1;
            var wait = Duration.FromTimeSpan(options.Value.Lockout);
            var after = new Attempts(failures, failures >= options.Value.Tries ? (now + wait).ToDateTimeOffset() : null);
            var write = new Write.Put(key, JsonSerializer.SerializeToUtf8Bytes(after, AccountJson.Default.Attempts), now + wait + wait);
            if (await store.CommitAsync(new Commit(now) { Checks = [new Check.DocumentAt(key, stored?.Version ?? 0)], Writes = [write] }, ct) is CommitResult.Committed)
                return null;
        }
    }

    // A right password without a code takes back only its own try: else codes could be guessed between any number of them.
    private async Task ForgetTriesAsync(string email, bool onlyThis, CancellationToken ct)
    {
        var (now, key) = (Now(), TriesOf(email));
        if (await store.GetAsync(key, now, ct) is not { } stored) return;
        var before = JsonSerializer.Deserialize(stored.Json.Span, AccountJson.Default.Attempts)!;
        var after = new Attempts(Math.Max(0, before.Failures - 1), null);
        Write write = onlyThis
            ? new Write.Put(key, JsonSerializer.SerializeToUtf8Bytes(after, AccountJson.Default.Attempts), stored.Expires)
            : new Write.Delete(key);
        await store.CommitAsync(new Commit(now) { Checks = [new Check.DocumentAt(key, stored.Version)], Writes = [write] }, ct);
    }

    // Hashed: what is typed here may be a password in the wrong field, and addresses without an account are nobody's business.
    internal static DocumentKey TriesOf(string email) => new("account-attempts", Subject(email));

    internal static string Subject(string email) => AccountBook.HashOf(email.Trim().ToLowerInvariant())[..32];

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
