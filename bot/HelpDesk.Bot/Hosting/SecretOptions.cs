using HelpDesk.Storage.Secrets;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bot.Hosting;

/// <summary>Configuration section <c>Secrets</c>: the operator's key, which seals the keys and secrets that the product keeps in its store.</summary>
public sealed class SecretOptions
{
    public const string Section = "Secrets";
    private const string Fix = "Make one with: openssl rand -base64 32. Give it by environment (Secrets__Key) or a secret store, the same to every node.";

    /// <summary>32 bytes as base64. Without it a file <c>operator-key</c> in the data folder is used, which suits one node.</summary>
    public string? Key { get; set; }

    /// <summary>The key before this one: it still opens what it sealed.</summary>
    public string? EarlierKey { get; set; }

    /// <summary>What is wrong with the section, each problem with its fix.</summary>
    internal IEnumerable<string> Problems(bool isShared)
    {
        if (string.IsNullOrEmpty(Key) && isShared) yield return $"Secrets:Key is missing. Several nodes need the same one. {Fix}";
        if (!string.IsNullOrEmpty(Key) && !IsKey(Key)) yield return $"Secrets:Key is not {SecretBox.KeyBytes} bytes in base64. {Fix}";
        if (!string.IsNullOrEmpty(EarlierKey) && !IsKey(EarlierKey)) yield return $"Secrets:EarlierKey is not {SecretBox.KeyBytes} bytes in base64. Copy the key that was used before, or leave it out.";
    }

    private static bool IsKey(string text) => Convert.TryFromBase64String(text, new byte[text.Length], out var bytes) && bytes == SecretBox.KeyBytes;
}
