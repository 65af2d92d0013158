using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.Authentication;

/// <summary>The certificate that the bot signs its logins with.</summary>
internal static class BotCertificate
{
    /// <exception cref="OptionsValidationException">It cannot be read, is not there, or has no private key.</exception>
    public static X509Certificate2 Load(BotSettings bot)
    {
        var certificate = string.IsNullOrEmpty(bot.CertificateFile) ? FromStore(bot.CertificateThumbprint!) : FromFile(bot.CertificateFile, bot.CertificatePassword);
        return certificate.HasPrivateKey ? certificate : throw Wrong(Key(bot), "the certificate has no private key.", "Export it together with its key.");
    }

    private static X509Certificate2 FromFile(string path, string? password)
    {
        try
        {
            if (!Path.GetExtension(path).Equals(".pem", StringComparison.OrdinalIgnoreCase)) return X509CertificateLoader.LoadPkcs12FromFile(path, password);
            return string.IsNullOrEmpty(password) ? X509Certificate2.CreateFromPemFile(path) : X509Certificate2.CreateFromEncryptedPemFile(path, password);
        }
        catch (CryptographicException)
        {
            throw Wrong("Bot:CertificateFile", $"{path} cannot be opened.", "Use a .pfx or .pem file that holds certificate and key, and set Bot:CertificatePassword where it has one.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw Wrong("Bot:CertificateFile", $"{path} cannot be read.", "Let the account of this program read it.");
        }
    }

    private static X509Certificate2 FromStore(string thumbprint)
    {
        foreach (var location in (StoreLocation[])[StoreLocation.CurrentUser, StoreLocation.LocalMachine])
        {
            using var store = new X509Store(StoreName.My, location);
            if (!TryOpen(store)) continue;
            // The bot's own certificate may be self-signed: its thumbprint says which it is.
            if (store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false) is [var found, ..]) return found;
        }
        throw Wrong("Bot:CertificateThumbprint", $"there is no certificate {thumbprint} in the store My.", "Install it for the account of this program, or use Bot:CertificateFile.");
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

    private static string Key(BotSettings bot) => string.IsNullOrEmpty(bot.CertificateFile) ? "Bot:CertificateThumbprint" : "Bot:CertificateFile";

    private static OptionsValidationException Wrong(string key, string problem, string fix) =>
        new(BotSettings.Section, typeof(BotSettings), [new SettingProblem(key, problem, fix).ToString()]);
}
