using System.Text;

namespace HelpDesk.Knowledge.Articles;

/// <summary>A file's bytes as text with LF line ends, or the reason why it is none.</summary>
internal static class ArticleText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string? Decode(string path, ReadOnlySpan<byte> bytes, List<Problem> problems)
    {
        if (bytes.Length > ArticleFile.MaxBytes)
            return Refuse($"The file has {bytes.Length:N0} bytes; at most {ArticleFile.MaxBytes:N0} are read.", "Split it into several articles.");
        var text = DecodeUtf16(bytes) ?? DecodeUtf8(path, bytes, problems);
        var nul = text.IndexOf('\0', StringComparison.Ordinal);
        if (nul >= 0)
            return Refuse("The file contains a null byte.", "Save it again as UTF-8 text.", 1 + text.AsSpan(0, nul).Count('\n'));
        return text.TrimStart('\uFEFF').ReplaceLineEndings("\n");

        string? Refuse(string what, string fix, int line = 1)
        {
            problems.Add(new Problem(path, line, ProblemLevel.Error, what, fix));
            return null;
        }
    }

    private static string? DecodeUtf16(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes[2..]),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes[2..]),
        _ => null,
    };

    private static string DecodeUtf8(string path, ReadOnlySpan<byte> bytes, List<Problem> problems)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException bad)
        {
            var line = 1 + bytes[..Math.Clamp(bad.Index, 0, bytes.Length)].Count((byte)'\n');
            problems.Add(new Problem(path, line, ProblemLevel.Warning, "The file is not UTF-8; it was read as Latin-1.", "Save it as UTF-8."));
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
