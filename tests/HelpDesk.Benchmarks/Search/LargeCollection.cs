using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Search.Index;

namespace HelpDesk.Benchmarks.Search;

/// <summary>
/// A collection of any size with the vocabulary of a real one: each article is cut together from paragraphs of several real articles, so that
/// words keep their frequencies and their neighbours, and gets the title of one of them.
/// </summary>
internal static class LargeCollection
{
    private const int Seed = 7;
    private const int Sources = 4;

    public static IReadOnlyList<IndexEntry> Of(IReadOnlyList<IndexEntry> real, int count)
    {
        var random = new Random(Seed);
        var paragraphs = real.Select(entry => entry.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Where(lines => lines.Length > 0).ToArray();
        var made = new List<IndexEntry>(count);
        for (var i = 0; i < count; i++)
        {
            var parts = Enumerable.Range(0, Sources).Select(_ => Part(paragraphs[random.Next(paragraphs.Length)], random));
            made.Add(new IndexEntry(new ArticleId($"large-{i}"), real[random.Next(real.Count)].Title, "", "", string.Join('\n', parts)));
        }
        return made;
    }

    private static string Part(string[] lines, Random random)
    {
        var length = Math.Max(1, lines.Length / Sources);
        var from = random.Next(lines.Length - length + 1);
        return string.Join('\n', lines.AsSpan(from, length).ToArray());
    }
}
