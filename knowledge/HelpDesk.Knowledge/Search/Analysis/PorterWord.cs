namespace HelpDesk.Knowledge.Search.Analysis;

/// <summary>A word being stemmed, with the two regions that the rules speak of. An upper-case Y is a consonant.</summary>
internal ref struct PorterWord(Span<char> letters, int length)
{
    private readonly Span<char> _letters = letters;
    private int _r1, _r2;

    public int Length { get; private set; } = length;

    public readonly ReadOnlySpan<char> Text => _letters[..Length];

    public readonly bool Ends(string suffix) => Text.EndsWith(suffix, StringComparison.Ordinal);

    public readonly bool InR1(string suffix) => Length - suffix.Length >= _r1;

    public readonly bool InR2(string suffix) => Length - suffix.Length >= _r2;

    public readonly bool R1IsEmpty => _r1 >= Length;

    public void Replace(int count, string by)
    {
        Length -= count;
        by.CopyTo(_letters[Length..]);
        Length += by.Length;
    }

    public readonly bool IsVowel(int at) => _letters[at] is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    public readonly bool HasVowel(int end)
    {
        for (var i = 0; i < end; i++)
            if (IsVowel(i)) return true;
        return false;
    }

    public readonly void MarkConsonantY()
    {
        for (var i = 0; i < Length; i++)
            if (_letters[i] == 'y' && (i == 0 || IsVowel(i - 1))) _letters[i] = 'Y';
    }

    public readonly void UnmarkY() => _letters[..Length].Replace('Y', 'y');

    public void FindRegions()
    {
        _r1 = Text.StartsWith("gener", StringComparison.Ordinal) || Text.StartsWith("arsen", StringComparison.Ordinal) ? 5
            : Text.StartsWith("commun", StringComparison.Ordinal) ? 6 : After(0);
        _r2 = After(_r1);
    }

    /// <summary>The word up to <paramref name="end"/> ends in a short syllable.</summary>
    public readonly bool EndsShort(int end)
    {
        if (end == 2) return IsVowel(0) && !IsVowel(1);
        return end > 2 && !IsVowel(end - 3) && IsVowel(end - 2) && !IsVowel(end - 1) && _letters[end - 1] is not ('w' or 'x' or 'Y');
    }

    public readonly bool EndsDouble =>
        Length > 1 && _letters[Length - 1] is 'b' or 'd' or 'f' or 'g' or 'm' or 'n' or 'p' or 'r' or 't'
        && _letters[Length - 2] == _letters[Length - 1];

    private readonly int After(int start)
    {
        for (var i = start + 1; i < Length; i++)
            if (!IsVowel(i) && IsVowel(i - 1)) return i + 1;
        return Length;
    }
}
