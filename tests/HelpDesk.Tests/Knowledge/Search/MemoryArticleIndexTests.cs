using FsCheck;
using FsCheck.Fluent;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Search.Index;

namespace HelpDesk.Tests.Knowledge.Search;

public sealed class MemoryArticleIndexTests : ArticleIndexContract
{
    private static readonly string[] Vocabulary = ["vpn", "drop", "mail", "full", "print", "jam", "dock", "mfa", "team", "sync", "lock", "0x80070005"];

    private static readonly Bm25F Formula = new(1.2, [2.5, 1.3, 2, 1], [0.4, 0.6, 0.4, 0.7]);

    protected override IArticleIndex Create() => new MemoryArticleIndex(Formula);

    [Fact]
    public void Random_puts_removals_and_merges_score_as_a_naive_scan_does() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => Compare(new Random(seed))).QuickCheckThrowOnFailure();

    private void Compare(Random random)
    {
        var index = Create();
        var naive = new Dictionary<ArticleId, IndexEntry>();
        for (var round = random.Next(1, 12); round > 0; round--)
        {
            var put = Enumerable.Range(0, random.Next(0, 9)).Select(_ => RandomEntry(random)).DistinctBy(entry => entry.Id).ToList();
            var remove = Enumerable.Range(0, random.Next(0, 4)).Select(_ => new ArticleId($"a{random.Next(30)}")).Where(id => put.TrueForAll(entry => entry.Id != id)).ToList();
            index.Apply(put, remove);
            foreach (var id in remove) naive.Remove(id);
            foreach (var entry in put) naive[entry.Id] = entry;
        }
        var query = Query([.. Words(random, 1, 4).Split(' ').Distinct(StringComparer.Ordinal)]);
        var expected = Scan(naive.Values, query).Where(hit => hit.Score > 0).ToDictionary(hit => hit.Id, hit => hit.Score);
        var found = Search(index.Snapshot, query, 100);
        Assert.Equal(expected.Keys.Select(id => id.Value).Order(StringComparer.Ordinal), Ids(found).Order(StringComparer.Ordinal));
        Assert.All(Enumerable.Range(0, found.Count), i => Assert.Equal(expected[found.Id(i)], found.Score(i), 1e-5));
    }

    /// <summary>The same formula, written down plainly over the words themselves.</summary>
    private static IEnumerable<(ArticleId Id, double Score)> Scan(IReadOnlyCollection<IndexEntry> entries, SearchQuery query)
    {
        var texts = entries.ToDictionary(entry => entry.Id, entry => new[] { entry.Title, entry.Headings, entry.Keywords, entry.Body }.Select(Split).ToArray());
        var averages = Enumerable.Range(0, 4).Select(field => texts.Count == 0 ? 0 : texts.Values.Average(fields => fields[field].Length)).ToArray();
        foreach (var (id, fields) in texts)
        {
            var score = 0.0;
            foreach (var term in query.Terms.Select(term => term.Text))
            {
                var idf = Bm25F.Idf(texts.Count, texts.Values.Count(other => other.Any(field => field.Contains(term, StringComparer.Ordinal))));
                var count = fields.Select((words, field) => words.Count(word => word == term) * Formula.Occurrence(field, words.Length, averages[field])).Sum();
                score += idf * Formula.Saturate(count);
            }
            yield return (id, score);
        }
    }

    private static IndexEntry RandomEntry(Random random) =>
        new(new ArticleId($"a{random.Next(30)}"), Words(random, 1, 4), Words(random, 0, 6), Words(random, 0, 3), Words(random, 0, 60));

    private static string Words(Random random, int min, int max) =>
        string.Join(' ', Enumerable.Range(0, random.Next(min, max + 1)).Select(_ => Vocabulary[random.Next(Vocabulary.Length)]));

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
