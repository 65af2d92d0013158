using System.Globalization;
using System.Text;

namespace HelpDesk.Knowledge.Search.Analysis;

/// <param name="surface">The word as written, lower case.</param>
/// <param name="term">What is indexed: its stem.</param>
/// <param name="position">Counts every word, stop words too, so that phrases keep their distances.</param>
/// <param name="extra">A further form of the word at this position: without accents, joined, or a whole path.</param>
public delegate void TokenHandler(ReadOnlySpan<char> surface, ReadOnlySpan<char> term, int position, bool extra);

/// <summary>
/// Cuts text into terms: Unicode words in lower case, stemmed by language, possessives and stop words gone. Error codes stay words; versions,
/// paths and hyphenated words are kept whole beside their parts; accents are kept beside a folded copy; Chinese and Japanese become pairs.
/// </summary>
public sealed class Analyzer(string language)
{
    private const int MaxTerm = 64;
    private const int MaxCompound = 80;

    private readonly IStemmer? _stemmer = Stemmers.For(language);

    /// <summary>Calls <paramref name="handle"/> for each term; returns the number of words, which is the text's length for scoring.</summary>
    /// <param name="position">Position of the first word.</param>
    public int Analyze(ReadOnlySpan<char> text, int position, TokenHandler handle)
    {
        var start = position;
        var at = 0;
        while (at < text.Length)
        {
            if (!IsWord(text[at]))
            {
                at++;
                continue;
            }
            var end = CompoundEnd(text, at);
            Compound(text[at..end], ref position, handle);
            at = end;
        }
        return position - start;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsApostrophe(char c) => c is '\'' or '\u2019';

    private static bool IsConnector(char c) => c is '.' or '-' or '_' or '\\' or '/' or ':' or '@' or '+' || IsApostrophe(c);

    private static int CompoundEnd(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length)
        {
            if (IsWord(text[at])) at++;
            else if (IsConnector(text[at]) && at + 1 < text.Length && IsWord(text[at + 1])) at += 2;
            else if (text[at] is ':' && at + 2 < text.Length && text[at + 1] is '\\' && IsWord(text[at + 2])) at += 3;
            else break;
        }
        return at;
    }

    private void Compound(ReadOnlySpan<char> compound, ref int position, TokenHandler handle)
    {
        var first = position;
        var parts = 0;
        var at = 0;
        while (at < compound.Length)
        {
            var end = at;
            while (end < compound.Length && (IsWord(compound[end]) || IsApostrophe(compound[end]))) end++;
            if (end > at)
            {
                parts++;
                Part(compound[at..end], ref position, handle);
            }
            at = end + 1;
        }
        if (parts > 1 && compound.Length <= MaxCompound) Whole(compound, first, handle);
    }

    // "wi-fi" and "wifi" are one word; a version or path is looked for as it is written.
    private static void Whole(ReadOnlySpan<char> compound, int position, TokenHandler handle)
    {
        Span<char> whole = stackalloc char[MaxCompound];
        var hyphens = compound.IndexOfAny("._\\/:@+") < 0;
        if (!hyphens && compound.IndexOfAnyExcept("/") >= 0 && compound.IndexOfAny("._\\:@") < 0) return;
        var length = 0;
        foreach (var c in compound)
            if (!hyphens || IsWord(c)) whole[length++] = char.ToLowerInvariant(c);
        handle(whole[..length], whole[..length], position, extra: true);
    }

    private void Part(ReadOnlySpan<char> part, ref int position, TokenHandler handle)
    {
        Span<char> word = stackalloc char[MaxTerm + 1];
        var length = Lower(part, word);
        if (length == 0) return;
        if (word[..length].ContainsAnyInRange('\u3040', '\u9FFF'))
        {
            Pairs(word[..length], ref position, handle);
            return;
        }
        var at = position++;
        if (Words.IsStop(word[..length])) return;
        Span<char> term = stackalloc char[MaxTerm + 1];
        word[..length].CopyTo(term);
        var stem = _stemmer is not null && IsAsciiLetters(word[..length]) ? _stemmer.Stem(term, length) : length;
        handle(word[..length], term[..stem], at, extra: false);
        if (!Ascii.IsValid(word[..length])) Folded(word[..length], at, handle);
    }

    private static int Lower(ReadOnlySpan<char> part, Span<char> word)
    {
        if (part.Length > 2 && part[^1] is 's' or 'S' && IsApostrophe(part[^2])) part = part[..^2];
        var length = 0;
        foreach (var c in part)
            if (length < MaxTerm && !IsApostrophe(c)) word[length++] = char.ToLowerInvariant(c);
        return length;
    }

    private static void Pairs(ReadOnlySpan<char> run, ref int position, TokenHandler handle)
    {
        if (run.Length == 1) handle(run, run, position++, extra: false);
        for (var i = 0; i + 1 < run.Length; i++) handle(run.Slice(i, 2), run.Slice(i, 2), position++, extra: false);
    }

    private static void Folded(ReadOnlySpan<char> word, int position, TokenHandler handle)
    {
        // A lone surrogate is not text that can be normalized.
        if (word.ContainsAnyInRange('\uD800', '\uDFFF')) return;
        var folded = string.Concat(word.ToString().Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));
        if (!word.SequenceEqual(folded) && folded.Length is > 0 and <= MaxTerm) handle(folded, folded, position, extra: true);
    }

    private static bool IsAsciiLetters(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
            if (!char.IsAsciiLetter(c)) return false;
        return true;
    }
}
