using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Search.Index;

namespace HelpDesk.Tests.Knowledge.Search;

/// <summary>On large segments documents that cannot win are left out early; nobody may see it.</summary>
public sealed class PruningTests
{
    private const int Articles = 6_000;
    private static readonly Bm25F Formula = new(1.2, [2.5, 1.3, 2, 1], [0.4, 0.6, 0.4, 0.7]);
    private static readonly string[] Common = ["server", "error", "window", "user"];

    [Fact]
    public void The_best_of_a_large_index_are_those_of_its_small_parts()
    {
        var entries = Entries(new Random(11));
        var (large, small) = (new MemoryArticleIndex(Formula), new MemoryArticleIndex(Formula));
        large.Apply(entries, []);
        var query = Query("rare1", "rare2", "server", "error", "window", "user");
        var whole = new Candidates();
        large.Snapshot.Search(query, 50, whole);

        // Every article as the only candidate that counts: the filter leaves one product, so nothing can be ruled out early.
        small.Apply([.. entries.Select(entry => entry with { Products = [entry.Id.Value] })], []);
        var alone = new Candidates();
        for (var i = 0; i < whole.Count; i += 7)
        {
            small.Snapshot.Search(query with { Filter = new ArticleFilter(Product: whole.Id(i).Value) }, 1, alone);
            Assert.Equal(alone.Score(0), whole.Score(i), 1e-5);
        }
        Assert.Equal(50, whole.Count);
        Assert.Equal(Naive(entries, query), Enumerable.Range(0, 50).Select(i => whole.Score(i)), Close);
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) < 1e-5;

    private static IEnumerable<double> Naive(IReadOnlyList<IndexEntry> entries, SearchQuery query)
    {
        var texts = entries.Select(entry => entry.Body.Split(' ')).ToList();
        var average = texts.Average(words => words.Length);
        var idfs = query.Terms.Select(term => Bm25F.Idf(texts.Count, texts.Count(words => words.Contains(term.Text)))).ToArray();
        return texts.Select(words => query.Terms.Select((term, i) =>
            idfs[i] * Formula.Saturate(words.Count(word => word == term.Text) * Formula.Occurrence((int)Field.Body, words.Length, average))).Sum()).OrderDescending().Take(50).ToList();
    }

    private static List<IndexEntry> Entries(Random random) => [.. Enumerable.Range(0, Articles).Select(i =>
    {
        var words = Enumerable.Range(0, random.Next(5, 25)).Select(_ => Common[random.Next(Common.Length)]).ToList();
        if (random.Next(60) == 0) words.Add("rare1");
        if (random.Next(60) == 0) words.Add("rare2");
        return new IndexEntry(new ArticleId($"a{i}"), "", "", "", string.Join(' ', words));
    })];

    private static SearchQuery Query(params string[] words) =>
        new([.. words.Select((word, i) => new QueryTerm(word, i, 1, [new TermVariant(word, 1, VariantKind.Exact)]))], ArticleFilter.Any);
}
