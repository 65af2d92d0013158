namespace HelpDesk.Knowledge.Search.Analysis;

/// <summary>Tells a text's language by its small words: few, frequent, and hardly shared between languages.</summary>
public static class LanguageDetection
{
    private const int MostCharacters = 4_000;
    private const int LeastLead = 1;

    /// <summary>ISO 639-1 code of a known language.</summary>
    /// <param name="otherwise">The answer where the text does not tell, as short ones may not.</param>
    public static string Detect(string text, string otherwise)
    {
        Span<int> found = stackalloc int[Languages.All.Count];
        found.Clear();
        Span<char> word = stackalloc char[16];
        var rest = text.AsSpan(0, Math.Min(text.Length, MostCharacters));
        while (Next(ref rest, word) is var length and >= 0)
            if (length > 0) Count(word[..length], found);
        return Best(found, otherwise);
    }

    private static void Count(ReadOnlySpan<char> word, Span<int> found)
    {
        for (var i = 0; i < found.Length; i++)
            if (((HashSet<string>)Languages.All[i].Stop).GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)) found[i]++;
    }

    private static string Best(ReadOnlySpan<int> found, string otherwise)
    {
        var (best, second) = (-1, 0);
        for (var i = 0; i < found.Length; i++)
        {
            if (best < 0 || found[i] > found[best])
            {
                second = best < 0 ? 0 : Math.Max(second, found[best]);
                best = i;
            }
            else
            {
                second = Math.Max(second, found[i]);
            }
        }
        var usual = -1;
        for (var i = 0; i < found.Length; i++)
            if (Languages.All[i].Code == otherwise) usual = i;
        // The expected language gets the benefit of the doubt.
        var lead = found[best] - (usual >= 0 ? Math.Max(found[usual], second) : second);
        return best == usual || lead >= LeastLead ? Languages.All[best].Code : otherwise;
    }

    /// <summary>The next run of letters, lower case; 0 for one too long to be a small word, -1 at the end.</summary>
    private static int Next(ref ReadOnlySpan<char> rest, scoped Span<char> word)
    {
        var at = 0;
        while (at < rest.Length && !char.IsLetter(rest[at])) at++;
        if (at == rest.Length) return -1;
        var end = at;
        while (end < rest.Length && char.IsLetter(rest[end])) end++;
        var run = rest[at..end];
        rest = rest[end..];
        return run.Length <= word.Length ? run.ToLowerInvariant(word) : 0;
    }
}
