using System.Security.Cryptography;
using HelpDesk.Storage.Secrets;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bot.Hosting;

/// <summary>Where the operator's key comes from: the settings, or else a file beside the data that only this program's user may read, made at the first start.</summary>
internal static class OperatorKey
{
    private const string FileName = "operator-key";

    /// <exception cref="OptionsValidationException">The settings or the file hold no key.</exception>
    public static SecretBox Open(SecretOptions options, string dataFolder, bool isShared)
    {
        string[] problems = [.. options.Problems(isShared)];
        if (problems.Length > 0) throw new OptionsValidationException(SecretOptions.Section, typeof(SecretOptions), problems);
        var key = string.IsNullOrEmpty(options.Key) ? FromFile(Path.Combine(dataFolder, FileName)) : Convert.FromBase64String(options.Key);
        return new SecretBox(key, string.IsNullOrEmpty(options.EarlierKey) ? null : Convert.FromBase64String(options.EarlierKey));
    }

    private static byte[] FromFile(string path)
    {
        if (!File.Exists(path)) Create(path);
        var text = File.ReadAllText(path).Trim();
        var key = new byte[SecretBox.KeyBytes];
        if (Convert.TryFromBase64String(text, key, out var length) && length == key.Length) return key;
        throw new OptionsValidationException(SecretOptions.Section, typeof(SecretOptions),
            [$"Secrets:Key is not set and {path} holds no key. Restore that file from a backup, or set Secrets:Key; with a new key, people have to reload the chat and sign in again."]);
    }

    // Written beside and moved into place: a crash leaves a whole key or none.
    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var fresh = path + ".new";
        var access = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) access.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new StreamWriter(fresh, access))
            file.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBox.KeyBytes)));
        File.Move(fresh, path, overwrite: false);
    }
}
