using System.Runtime.InteropServices;
using HelpDesk.Knowledge.Search.Analysis;
using HelpDesk.Knowledge.Search.Index;

namespace HelpDesk.Knowledge.Answers;

/// <summary>A part of a text, in characters.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextRange(int Start, int Length);

/// <summary>Finds the words of a question in a text, in whatever form they stand there.</summary>
internal static class Highlights
{
    public static IReadOnlyList<TextRange> Of(string text, string language, SearchQuery query)
    {
        var terms = query.Terms.Where(term => !term.IsVague).SelectMany(term => term.Variants).Select(variant => variant.Term).ToHashSet(StringComparer.Ordinal);
        var analyzer = new Analyzer(language);
        var (ranges, words) = (new List<TextRange>(), new WordList());
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && !char.IsWhiteSpace(text[end])) end++;
            words.Clear();
            analyzer.Analyze(text.AsSpan(at, end - at), 0, words);
            if (words.Exists(word => terms.Contains(word.Word.Term))) ranges.Add(Trimmed(text, at, end));
            at = end + 1;
        }
        return ranges;
    }

    // Punctuation around a word is not part of it.
    private static TextRange Trimmed(string text, int start, int end)
    {
        while (start < end && !char.IsLetterOrDigit(text[start])) start++;
        while (end > start && !char.IsLetterOrDigit(text[end - 1])) end--;
        return new TextRange(start, end - start);
    }
}
