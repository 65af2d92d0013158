using System.Globalization;
using System.Text;

namespace HelpDesk.Handoff.Triage;

/// <summary>A text as the words it is made of: lower case, without accents and apostrophes, in order.</summary>
public static class Words
{
    /// <summary>What comes after says little about the matter and costs time.</summary>
    public const int MostChars = 4000;

    public static IReadOnlyList<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in Plain(text))
            if (char.IsLetterOrDigit(c))
                word.Append(char.ToLowerInvariant(c));
            else if (!IsInsideWord(c))
                Finish(words, word);
        Finish(words, word);
        return words;
    }

    /// <summary>The accents of decomposed letters, and the apostrophe of "can't", which many leave out.</summary>
    private static bool IsInsideWord(char c) => c is '\'' or '\u2019' || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    private static void Finish(List<string> words, StringBuilder word)
    {
        if (word.Length > 0)
            words.Add(word.ToString());
        word.Clear();
    }

    private static string Plain(string text)
    {
        var cut = text.Length > MostChars ? text[..MostChars] : text;
        return IsWellFormed(cut) ? cut.Normalize(NormalizationForm.FormD) : cut;
    }

    /// <summary>Half a surrogate pair, which any sender can produce, cannot be normalised.</summary>
    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }
        return true;
    }
}
