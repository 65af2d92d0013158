using System.Globalization;

namespace HelpDesk.Knowledge.Search.Analysis;

/// <summary>
/// Cuts text into words: Unicode, lower case, stemmed by language, possessives and stop words gone. Error codes stay words; versions, paths and
/// hyphenated words are kept whole beside their parts; accents are kept beside a folded copy; Chinese, Japanese and Korean become pairs.
/// Remembers words that it has seen, so it is for one thread.
/// </summary>
/// <param name="language">BCP 47.</param>
/// <param name="remembered">How many words to remember: a stranger who sends ever new ones must not fill the memory.</param>
public sealed class Analyzer(string language, int remembered = 200_000)
{
    private const int MaxTerm = 64;
    private const int MaxCompound = 80;

    private readonly WordTable _words = new(Languages.Find(language), remembered);

    /// <summary>What a single word becomes, without its further forms.</summary>
    public Word Find(ReadOnlySpan<char> surface) => _words.Find(surface.Length > MaxTerm ? surface[..MaxTerm] : surface);

    /// <summary>Hands each word to <paramref name="sink"/>; returns how many there are, stop words too.</summary>
    /// <param name="position">Position of the first word.</param>
    public int Analyze(ReadOnlySpan<char> text, int position, IWordSink sink)
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
            var end = CompoundEnd(text, at, out var simple);
            if (simple) Part(text[at..end], ref position, sink);
            else Compound(text[at..end], ref position, sink);
            at = end;
        }
        return position - start;
    }

    private static bool IsWord(char c) =>
        char.IsAscii(c) ? char.IsAsciiLetterOrDigit(c)
        : char.IsLetterOrDigit(c) || char.IsSurrogate(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsApostrophe(char c) => c is '\'' or '\u2019';

    private static bool IsConnector(char c) => c is '.' or '-' or '_' or '\\' or '/' or ':' or '@' or '+' || IsApostrophe(c);

    /// <summary>Scripts that put no spaces between words: kana, Han, and Korean, whose endings grow onto its words.</summary>
    private static bool IsPaired(char c) => c is >= '\u3040' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7A3';

    private static int CompoundEnd(ReadOnlySpan<char> text, int at, out bool simple)
    {
        simple = true;
        while (at < text.Length)
        {
            if (IsWord(text[at])) at++;
            else if (IsConnector(text[at]) && at + 1 < text.Length && IsWord(text[at + 1]))
            {
                simple &= IsApostrophe(text[at]);
                at += 2;
            }
            else if (text[at] is ':' && at + 2 < text.Length && text[at + 1] is '\\' && IsWord(text[at + 2]))
            {
                simple = false;
                at += 3;
            }
            else break;
        }
        return at;
    }

    private void Compound(ReadOnlySpan<char> compound, ref int position, IWordSink sink)
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
                Part(compound[at..end], ref position, sink);
            }
            at = end + 1;
        }
        if (parts > 1 && compound.Length <= MaxCompound) Whole(compound, first, sink);
    }

    // "wi-fi" and "wifi" are one word; a version or path is looked for as it is written.
    private void Whole(ReadOnlySpan<char> compound, int position, IWordSink sink)
    {
        var named = compound.IndexOfAny("._\\:@+") >= 0;
        if (!named && compound.Contains('/')) return;
        Span<char> whole = stackalloc char[MaxCompound];
        var length = 0;
        foreach (var c in compound)
            if (named || IsWord(c)) whole[length++] = char.ToLowerInvariant(c);
        sink.Take(_words.Whole(whole[..length]), position, extra: true);
    }

    private void Part(ReadOnlySpan<char> part, ref int position, IWordSink sink)
    {
        Span<char> lower = stackalloc char[MaxTerm];
        var word = lower[..Lower(part, lower)];
        while (word.Length > 0)
        {
            var paired = IsPaired(word[0]);
            var end = 1;
            while (end < word.Length && IsPaired(word[end]) == paired) end++;
            if (paired) Pairs(word[..end], ref position, sink);
            else Single(word[..end], position++, sink);
            word = word[end..];
        }
    }

    private void Single(ReadOnlySpan<char> surface, int position, IWordSink sink)
    {
        var word = _words.Find(surface);
        if (word.IsStop) return;
        sink.Take(word, position, extra: false);
        if (word.Folded is not null) sink.Take(word.Folded, position, extra: true);
    }

    private static int Lower(ReadOnlySpan<char> part, Span<char> word)
    {
        if (part.Length > 2 && part[^1] is 's' or 'S' && IsApostrophe(part[^2])) part = part[..^2];
        var length = 0;
        foreach (var c in part)
            if (length < MaxTerm && !IsApostrophe(c)) word[length++] = char.ToLowerInvariant(c);
        return length;
    }

    private void Pairs(ReadOnlySpan<char> run, ref int position, IWordSink sink)
    {
        if (run.Length == 1) sink.Take(_words.Whole(run), position++, extra: false);
        for (var i = 0; i + 1 < run.Length; i++) sink.Take(_words.Whole(run.Slice(i, 2)), position++, extra: false);
    }
}
