using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace HelpDesk.Bot.Accounts;

/// <summary>Time-based one-time codes (RFC 6238): HMAC-SHA1, 30 s, 6 digits, which every authenticator app takes.</summary>
public static class Totp
{
    public const int SecretBytes = 20;
    private const int StepSeconds = 30;
    private const int Digits = 1_000_000;

    // A phone's clock may be off, and a person types slowly: one step before and one after.
    private const int Tolerance = 1;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static long StepAt(Instant now) => now.ToUnixTimeSeconds() / StepSeconds;

    public static string CodeAt(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The standard's default, which all apps know; its weakness against collisions does not matter in an HMAC.
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var start = hash[^1] & 0x0f;
        var number = (BinaryPrimitives.ReadInt32BigEndian(hash[start..]) & int.MaxValue) % Digits;
        return number.ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The time step that a code belongs to; null where it is wrong, too old, or not newer than <paramref name="lastStep"/>, the last one taken.</summary>
    public static long? Check(ReadOnlySpan<byte> secret, string code, long lastStep, Instant now)
    {
        var typed = Encoding.ASCII.GetBytes(new string([.. code.Where(char.IsAsciiDigit)]));
        var current = StepAt(now);
        long? found = null;
        for (var step = current - Tolerance; step <= current + Tolerance; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeAt(secret, step)), typed) && step > lastStep)
                found = step;
        }

        return found;
    }

    /// <summary>The secret as apps take it by hand.</summary>
    public static string ToBase32(ReadOnlySpan<byte> secret)
    {
        var text = new StringBuilder();
        int bits = 0, held = 0;
        foreach (var octet in secret)
        {
            held = (held << 8) | octet;
            for (bits += 8; bits >= 5; bits -= 5)
                text.Append(Base32[(held >> (bits - 5)) & 31]);
            held &= 0xff;
        }

        if (bits > 0)
            text.Append(Base32[(held << (5 - bits)) & 31]);
        return text.ToString();
    }

    /// <summary>What the QR code holds (https://github.com/google/google-authenticator/wiki/Key-Uri-Format).</summary>
    public static string Link(ReadOnlySpan<byte> secret, string issuer, string account) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={ToBase32(secret)}&issuer={Uri.EscapeDataString(issuer)}";
}
