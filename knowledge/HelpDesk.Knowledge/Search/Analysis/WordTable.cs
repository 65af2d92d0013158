using System.Globalization;
using System.Text;

namespace HelpDesk.Knowledge.Search.Analysis;

/// <summary>The words that an analyzer has met. A text repeats its words, so each is stemmed and folded once.</summary>
internal sealed class WordTable
{
    private const int MaxTerm = 64;

    private readonly Language _language;
    private readonly int _remembered;
    private readonly Dictionary<string, Word> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Word> _wholes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Word>.AlternateLookup<ReadOnlySpan<char>> _bySurface;
    private readonly Dictionary<string, Word>.AlternateLookup<ReadOnlySpan<char>> _byWhole;

    public WordTable(Language language, int remembered)
    {
        (_language, _remembered) = (language, remembered);
        _bySurface = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        _byWhole = _wholes.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public Word Find(ReadOnlySpan<char> surface)
    {
        if (_bySurface.TryGetValue(surface, out var known)) return known;
        if (_words.Count >= _remembered) _words.Clear();
        return _words[surface.ToString()] = Make(surface.ToString());
    }

    /// <summary>A word that is indexed as it is written.</summary>
    public Word Whole(ReadOnlySpan<char> surface)
    {
        if (_byWhole.TryGetValue(surface, out var known)) return known;
        if (_wholes.Count >= _remembered) _wholes.Clear();
        var text = surface.ToString();
        return _wholes[text] = new Word(text, text);
    }

    private Word Make(string surface)
    {
        if (_language.IsStop(surface)) return new Word(surface, surface) { IsStop = true };
        var term = Stem(surface);
        var folded = Ascii.IsValid(surface) ? null : Fold(surface);
        return new Word(surface, term) { Folded = folded is null || folded == term ? null : Whole(folded) };
    }

    private string Stem(string surface)
    {
        if (_language.Stemmer is null || !surface.All(char.IsLetter)) return surface;
        Span<char> term = stackalloc char[MaxTerm + 1];
        surface.CopyTo(term);
        var stem = term[.._language.Stemmer.Stem(term, surface.Length)];
        return stem.SequenceEqual(surface) ? surface : stem.ToString();
    }

    private static string? Fold(string word)
    {
        // A lone surrogate is not text that can be normalized.
        if (word.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) return null;
        var folded = string.Concat(word.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));
        return folded.Length is > 0 and <= MaxTerm && folded != word ? folded : null;
    }
}
