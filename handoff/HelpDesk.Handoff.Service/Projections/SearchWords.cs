using System.Globalization;
using System.Text;

namespace HelpDesk.Handoff.Service.Projections;

/// <summary>Words as they are looked for: runs of letters and digits, without case, accents and width. Used for what is stored and for what is asked.</summary>
internal static class SearchWords
{
    /// <summary>Longer runs are keys and dumps, which nobody types; they are left out.</summary>
    private const int Longest = 40;

    /// <summary>In the order of the text, repeated where it repeats them.</summary>
    public static IEnumerable<string> Of(string text)
    {
        var folded = Ascii.IsValid(text) ? text : Fold(text);
        var start = -1;
        for (var i = 0; i <= folded.Length; i++)
        {
            var isWord = i < folded.Length && IsWord(folded, i);
            if (isWord && start < 0) start = i;
            if (isWord || start < 0) continue;
            if (i - start <= Longest) yield return folded[start..i].ToLowerInvariant();
            start = -1;
        }
    }

    /// <summary>Each once, to look for; null where there is nothing to look for.</summary>
    public static IReadOnlyList<string>? Asked(string text) => Of(text).Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } words ? words : null;

    /// <summary>For the index: every word, the last one as a beginning. One letter begins half of all words, so it is looked for as a word of its own.</summary>
    public static string Query(IReadOnlyList<string> words) => string.Join(" AND ", words.Select(w => $"\"{w}\"")) + (words[^1].Length > 1 ? "*" : "");

    /// <summary>Half a surrogate pair becomes a replacement character: it must not stop a search, nor the fold.</summary>
    private static string Fold(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            whole.Append(rune.ToString());
        var apart = whole.ToString().Normalize(NormalizationForm.FormKD);
        whole.Clear();
        foreach (var rune in apart.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
                whole.Append(rune.ToString());
        return whole.ToString();
    }

    private static bool IsWord(string text, int index)
    {
        if (!char.IsSurrogate(text[index])) return char.IsLetterOrDigit(text[index]);
        var first = char.IsLowSurrogate(text[index]) ? index - 1 : index;
        return char.IsLetterOrDigit(text, first);
    }
}
