using System.Security.Cryptography;
using System.Text;

namespace HelpDesk.Handoff.Policy;

/// <summary>The policy's version is its content: the same files make the same version on every machine, whatever their line ends.</summary>
public static class PolicyVersion
{
    private const int Digits = 16;

    public static string Of(IReadOnlyDictionary<string, string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, text) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            Append(hash, name);
            Append(hash, text.ReplaceLineEndings("\n"));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
    }

    /// <summary>Each text with its length before it, so that no two sets of files run together into the same bytes.</summary>
    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(BitConverter.IsLittleEndian ? bytes.Length : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(bytes.Length)));
        hash.AppendData(bytes);
    }
}
