using HelpDesk.Knowledge.Search.Index;

namespace HelpDesk.Knowledge.Search;

/// <summary>Words of the articles that a mistyped word may mean.</summary>
internal static class Spelling
{
    private const int MaxSuggestions = 3;
    private const int MinLength = 4;
    private const int MinLengthForTwo = 8;
    private const int MinHalf = 3;
    private const int LongEnough = 5;

    /// <summary>The nearest words, best first: fewest edits, same first letter, most articles; each term once.</summary>
    public static IReadOnlyList<NearWord> Suggest(IIndexSnapshot index, string word)
    {
        if (word.Length is < MinLength or > SegmentWords.Longest || !word.All(char.IsLetter)) return [];
        var near = new List<NearWord>();
        index.Near(word, 1, near);
        if (near.Count == 0 && word.Length >= MinLengthForTwo) index.Near(word, 2, near);
        if (near.Count == 0) return [];
        if (near.Count == 1) return MayMean(word, near[0]) ? near : [];
        var fewest = near.Min(n => n.Edits);
        return [.. near.Where(n => n.Edits == fewest && MayMean(word, n))
            .OrderByDescending(n => n.Surface[0] == word[0]).ThenByDescending(n => index.Statistics(n.Term).Articles).ThenBy(n => n.Surface, StringComparer.Ordinal)
            .DistinctBy(n => n.Term, StringComparer.Ordinal).Take(MaxSuggestions)];
    }

    // In a short word another first letter is another word; and a word that says nothing is not worth guessing.
    private static bool MayMean(string word, NearWord near) =>
        (word.Length >= LongEnough || near.Surface[0] == word[0]) && !Analysis.Words.IsVague(near.Surface) && !Analysis.Words.IsQuestion(near.Surface);

    /// <summary>Two known words written as one: where to cut, or 0. The cut whose rarer half is in most articles wins.</summary>
    /// <param name="articles">How many articles have a word as written.</param>
    public static int Split(string word, Func<ReadOnlySpan<char>, int> articles)
    {
        var (best, at) = (0, 0);
        if (word.Length > SegmentWords.Longest || !word.All(char.IsLetter)) return 0;
        for (var cut = MinHalf; cut <= word.Length - MinHalf; cut++)
            if (Math.Min(articles(word.AsSpan(0, cut)), articles(word.AsSpan(cut))) is var fewer && fewer > best) (best, at) = (fewer, cut);
        return at;
    }

    /// <summary>Edits between two words, a swap of neighbours counting one; more than <paramref name="limit"/> is only said to be more.</summary>
    internal static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit) return limit + 1;
        Span<int> rows = stackalloc int[3 * (SegmentWords.Longest + 4)];
        var width = b.Length + 1;
        var before = rows[..width];
        var last = rows.Slice(width, width);
        var row = rows.Slice(2 * width, width);
        for (var j = 0; j < width; j++) last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var best = i;
            for (var j = 1; j < width; j++)
            {
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], before[j - 2] + 1);
                best = Math.Min(best, row[j]);
            }
            if (best > limit) return limit + 1;
            var spare = before;
            before = last;
            last = row;
            row = spare;
        }
        return last[b.Length];
    }
}
