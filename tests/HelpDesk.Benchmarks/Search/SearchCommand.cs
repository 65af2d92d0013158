using System.CommandLine;
using HelpDesk.Knowledge.Commands;

namespace HelpDesk.Benchmarks.Search;

/// <summary><c>search --corpus … --queries …</c>: speed, memory and tearing of the search on a real collection and on a large one made of its words.</summary>
internal static class SearchCommand
{
    public static Command Build()
    {
        var corpus = new Option<string>("--corpus") { Description = "JSON lines: id, title, text.", Required = true };
        var queries = new Option<string>("--queries") { Description = "JSON lines: id, text.", Required = true };
        var qrels = new Option<string?>("--qrels") { Description = "Judgements; with them quality is printed too: what each feature brings, what typing errors cost." };
        var large = new Option<int>("--large") { Description = "Articles of the large collection; 0 leaves it out.", DefaultValueFactory = _ => 100_000 };
        var seconds = new Option<int>("--race-seconds") { Description = "How long 8 writers and 8 readers race; 0 leaves it out.", DefaultValueFactory = _ => 60 };
        var command = new Command("search", "The knowledge search: latency, allocation, indexing, memory, races.") { corpus, queries, qrels, large, seconds };
        command.SetAction(async (parsed, ct) =>
        {
            var collection = JudgedCollection.Read(parsed.GetRequiredValue(corpus), parsed.GetRequiredValue(queries), parsed.GetValue(qrels), fields: null);
            if (parsed.GetValue(qrels) is not null) SearchQuality.Run(collection);
            await SearchBenchmark.RunAsync("collection", collection.Entries, collection.Queries, ct);
            if (parsed.GetValue(large) is var count and > 0) await SearchBenchmark.RunAsync("large", LargeCollection.Of(collection.Entries, count), collection.Queries, ct);
            if (parsed.GetValue(seconds) is var race and > 0) await SearchRace.RunAsync(TimeSpan.FromSeconds(race), ct);
        });
        return command;
    }
}
