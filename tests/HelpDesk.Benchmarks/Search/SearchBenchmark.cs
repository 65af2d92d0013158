using System.Diagnostics;
using System.Globalization;
using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Commands;
using HelpDesk.Knowledge.Search.Index;

namespace HelpDesk.Benchmarks.Search;

/// <summary>Indexing and the whole search (read, retrieve, rank, judge, passage of the best article) on one thread.</summary>
internal static class SearchBenchmark
{
    private const int IndexedAtOnce = 4_000;
    private const int Warmups = 10;
    private const int Rounds = 40;
    private const int Results = 3;

    public static async Task RunAsync(string name, IReadOnlyList<IndexEntry> entries, IReadOnlyList<JudgedQuery> queries, CancellationToken ct)
    {
        Line($"{name}: {entries.Count:N0} articles, {entries.Sum(entry => (long)entry.Body.Length) / 1e6:0.0} M characters, {queries.Count} queries");
        await IndexAsync([.. entries.Take(IndexedAtOnce)]);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (index, took) = await IndexAsync(entries);
        var memory = GC.GetTotalMemory(forceFullCollection: true) - before;
        Line($"  indexing      {entries.Count / took.TotalSeconds:N0} articles/s on one thread ({took.TotalSeconds:0.00} s)");
        Line($"  index         {memory / 1e6:0.0} MB");
        var answers = KnowledgeBase.Over(entries.Select(ToArticle), index);
        for (var round = 0; round < Warmups; round++) Ask(answers, queries);
        Measure(answers, queries);
        ct.ThrowIfCancellationRequested();
    }

    private static async Task<(MemoryArticleIndex Index, TimeSpan Took)> IndexAsync(IReadOnlyList<IndexEntry> entries)
    {
        var index = new MemoryArticleIndex();
        var watch = Stopwatch.StartNew();
        foreach (var chunk in entries.Chunk(IndexedAtOnce)) index.Apply(chunk, []);
        await index.Merged;
        return (index, watch.Elapsed);
    }

    private static void Measure(KnowledgeBase answers, IReadOnlyList<JudgedQuery> queries)
    {
        var times = new double[Rounds * queries.Count];
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Ask(answers, queries[i % queries.Count].Text);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Array.Sort(times);
        Line($"  whole search  p50 {times[times.Length / 2]:0.000} ms, p99 {times[times.Length * 99 / 100]:0.000} ms, {times.Length / times.Sum() * 1000:N0}/s, {allocated / times.Length:N0} bytes allocated each");
    }

    private static void Ask(KnowledgeBase answers, IReadOnlyList<JudgedQuery> queries)
    {
        foreach (var query in queries) Ask(answers, query.Text);
    }

    private static void Ask(KnowledgeBase answers, string question)
    {
        var answer = answers.Ask(question, Results);
        if (answer.Results.Count > 0) GC.KeepAlive(answer.Results[0].Passage);
    }

    private static Article ToArticle(IndexEntry entry) => new() { Id = entry.Id, Title = entry.Title, Body = entry.Body, Language = entry.Language };

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
