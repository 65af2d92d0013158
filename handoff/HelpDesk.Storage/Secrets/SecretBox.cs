using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace HelpDesk.Storage.Secrets;

/// <summary>
/// Seals what must not be readable in the store or in a backup: AES-256-GCM under the operator's key, bound to its purpose, so that a sealed value
/// cannot be moved to where it means something else.
/// </summary>
public sealed class SecretBox
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyBytes = 32;

    private const string Version = "s1.";
    private readonly byte[][] _keys;

    /// <param name="key">Seals and opens, 32 bytes.</param>
    /// <param name="earlier">A key that was used before and still opens; null where there is none.</param>
    /// <exception cref="ArgumentException">A key does not have <see cref="KeyBytes"/> bytes.</exception>
    public SecretBox(ReadOnlySpan<byte> key, byte[]? earlier = null)
    {
        _keys = earlier is null ? [key.ToArray()] : [key.ToArray(), [.. earlier]];
        if (Array.Exists(_keys, k => k.Length != KeyBytes))
            throw new ArgumentException($"A key has {KeyBytes} bytes.", nameof(key));
    }

    public static bool IsSealed(string text) => text.StartsWith(Version, StringComparison.Ordinal);

    /// <summary>ASCII text that only <see cref="TryOpen"/> with the same purpose can read.</summary>
    public string Seal(ReadOnlySpan<byte> secret, string purpose)
    {
        var box = new byte[AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize + secret.Length];
        var nonce = box.AsSpan(0, AesGcm.NonceByteSizes.MaxSize);
        var tag = box.AsSpan(nonce.Length, AesGcm.TagByteSizes.MaxSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_keys[0], tag.Length);
        aes.Encrypt(nonce, secret, box.AsSpan(nonce.Length + tag.Length), tag, Encoding.UTF8.GetBytes(purpose));
        return Version + Base64Url.EncodeToString(box);
    }

    /// <summary>False where the text was sealed under another key or for another purpose, or has been changed.</summary>
    public bool TryOpen(string text, string purpose, out byte[] secret)
    {
        secret = [];
        if (!IsSealed(text) || !Base64Url.IsValid(text.AsSpan(Version.Length)))
            return false;
        var box = Base64Url.DecodeFromChars(text.AsSpan(Version.Length));
        foreach (var key in _keys)
        {
            if (TryOpen(box, key, purpose, out secret))
                return true;
        }

        return false;
    }

    private static bool TryOpen(ReadOnlySpan<byte> box, byte[] key, string purpose, out byte[] secret)
    {
        var (nonce, tag) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        secret = [];
        if (box.Length < nonce + tag)
            return false;
        using var aes = new AesGcm(key, tag);
        var plain = new byte[box.Length - nonce - tag];
        try
        {
            aes.Decrypt(box[..nonce], box[(nonce + tag)..], box[nonce..(nonce + tag)], plain, Encoding.UTF8.GetBytes(purpose));
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }

        secret = plain;
        return true;
    }
}
