using System.Security.Cryptography;
using HelpDesk.Storage.Secrets;
using NodaTime;

namespace HelpDesk.Bot.Accounts;

/// <summary>Setting up and taking away the second factor, pure but for randomness: account in, account out.</summary>
public static class SecondFactors
{
    private const int RecoveryCodes = 10;
    private const int RecoveryLetters = 10;

    // Without letters and digits that look alike.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>A fresh secret, asked for only once a first code has confirmed it. An account that has a confirmed one keeps it until it is taken away.</summary>
    public static (Account Account, byte[] Secret) Start(Account account, SecretBox box)
    {
        var secret = RandomNumberGenerator.GetBytes(Totp.SecretBytes);
        return (account with { Second = new(box.Seal(secret, SignIn.SecondFactorPurpose), Confirmed: false, 0, []) }, secret);
    }

    /// <summary>Confirms by a first code; null where it is wrong. The recovery codes are told once and stored as hashes.</summary>
    public static (Account Account, IReadOnlyList<string> Recovery)? Confirm(Account account, string code, SecretBox box, Instant now)
    {
        if (account.Second is not { Confirmed: false } second || !box.TryOpen(second.Secret, SignIn.SecondFactorPurpose, out var secret)) return null;
        if (Totp.Check(secret, code, second.LastStep, now) is not { } step) return null;
        string[] recovery = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => RandomNumberGenerator.GetString(Alphabet, RecoveryLetters))];
        var confirmed = second with { Confirmed = true, LastStep = step, Recovery = [.. recovery.Select(AccountBook.HashOf)] };
        return (account with { Second = confirmed, Stamp = AccountBook.NewSecret() }, [.. recovery.Select(r => $"{r[..5]}-{r[5..]}")]);
    }

    public static Account Remove(Account account) => account with { Second = null, Stamp = AccountBook.NewSecret() };

    /// <summary>A recovery code as it is hashed: as typed, without what people put between the letters.</summary>
    internal static string Normal(string code) => new([.. code.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]);
}
