using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HelpDesk.Channels.Authentication;

/// <summary>The certificate that the bot signs its logins with.</summary>
internal static class BotCertificate
{
    private const string FileKey = "Bot:CertificateFile";
    private const string ThumbprintKey = "Bot:CertificateThumbprint";
    private const int ThumbprintDigits = 40;

    /// <returns>The certificate with its private key, or why there is none.</returns>
    public static (X509Certificate2? Certificate, SettingProblem? Problem) Open(BotSettings bot)
    {
        var (key, opened) = string.IsNullOrEmpty(bot.CertificateFile)
            ? (ThumbprintKey, FromStore(bot.CertificateThumbprint!))
            : (FileKey, FromFile(bot.CertificateFile, bot.CertificatePassword));
        return opened.Certificate is { HasPrivateKey: false } ? Wrong(key, "the certificate has no private key.", "Export it together with its key.") : opened;
    }

    private static (X509Certificate2? Certificate, SettingProblem? Problem) FromFile(string path, string? password)
    {
        if (!File.Exists(path)) return Wrong(FileKey, $"{path} is not a file.", "Correct the path to a .pfx or .pem file that this program may read.");
        try
        {
            return (Read(path, password), null);
        }
        catch (CryptographicException)
        {
            return Wrong(FileKey, $"{path} cannot be opened.", "Use a .pfx or .pem file that holds certificate and key, and set Bot:CertificatePassword where it has one.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Wrong(FileKey, $"{path} cannot be read.", "Let the account of this program read it.");
        }
    }

    private static X509Certificate2 Read(string path, string? password)
    {
        if (!Path.GetExtension(path).Equals(".pem", StringComparison.OrdinalIgnoreCase)) return X509CertificateLoader.LoadPkcs12FromFile(path, password);
        return string.IsNullOrEmpty(password) ? X509Certificate2.CreateFromPemFile(path) : X509Certificate2.CreateFromEncryptedPemFile(path, password);
    }

    private static (X509Certificate2? Certificate, SettingProblem? Problem) FromStore(string thumbprint)
    {
        if (thumbprint.Length != ThumbprintDigits || !thumbprint.All(char.IsAsciiHexDigit))
            return Wrong(ThumbprintKey, "it is not a SHA-1 thumbprint.", "Copy its 40 hexadecimal digits.");
        foreach (var location in (StoreLocation[])[StoreLocation.CurrentUser, StoreLocation.LocalMachine])
        {
            using var store = new X509Store(StoreName.My, location);
            // The bot's own certificate may be self-signed: its thumbprint says which it is.
            if (TryOpen(store) && store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false) is [var found, ..]) return (found, null);
        }
        return Wrong(ThumbprintKey, $"there is no certificate {thumbprint} in the store My.", "Install it for the account of this program, or use Bot:CertificateFile.");
    }

    private static bool TryOpen(X509Store store)
    {
        try
        {
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            return true;
        }
        catch (CryptographicException)
        {
            // This location does not exist here: the machine's own store, on most systems but Windows.
            return false;
        }
    }

    private static (X509Certificate2?, SettingProblem?) Wrong(string key, string problem, string fix) => (null, new SettingProblem(key, problem, fix));
}
