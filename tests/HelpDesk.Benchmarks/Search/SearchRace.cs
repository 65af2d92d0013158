using System.Globalization;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Search.Index;

namespace HelpDesk.Benchmarks.Search;

/// <summary>
/// Eight writers replace pairs of articles, eight readers look for them: a reader that sees one article of a pair without the other, or two of
/// different rounds, has seen a torn state.
/// </summary>
internal static class SearchRace
{
    private const int Threads = 8;
    private const int Ballast = 2_000;

    public static async Task RunAsync(TimeSpan duration, CancellationToken ct)
    {
        var index = new MemoryArticleIndex();
        index.Apply([.. Enumerable.Range(0, Ballast).Select(i => Entry($"ballast-{i}", $"ballast number{i}"))], []);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(duration);
        var (writes, reads, torn) = (0L, 0L, 0L);
        var writers = Enumerable.Range(0, Threads).Select(w => Task.Run(() =>
        {
            for (var round = 0; !end.IsCancellationRequested; round++, Interlocked.Increment(ref writes))
                index.Apply([Entry($"{w}-x", $"pair{w} round{round}"), Entry($"{w}-y", $"pair{w} round{round}")], []);
        }, CancellationToken.None));
        var readers = Enumerable.Range(0, Threads).Select(r => Task.Run(() =>
        {
            var found = new Candidates();
            for (var i = r; !end.IsCancellationRequested; i++, Interlocked.Increment(ref reads))
            {
                index.Snapshot.Search(Query($"pair{i % Threads}"), 10, found);
                if (found.Count is not (0 or 2) || found.Count == 2 && found.Score(0) != found.Score(1)) Interlocked.Increment(ref torn);
            }
        }, CancellationToken.None));
        await Task.WhenAll([.. writers, .. readers]);
        await index.Merged;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"race: {Threads} writers and {Threads} readers for {duration.TotalSeconds:0} s: {writes:N0} writes, {reads:N0} reads, {torn} torn, {index.Snapshot.Count} articles at the end (expected {Ballast + 2 * Threads})"));
    }

    private static IndexEntry Entry(string id, string title) => new(new ArticleId(id), title, "", "", title);

    private static SearchQuery Query(string word) => new([new QueryTerm(word, 0, 1, [new TermVariant(word, 1, VariantKind.Exact)])], ArticleFilter.Any);
}
