using System.CommandLine;
using System.Text.Json;
using HelpDesk.Knowledge.Commands;
using HelpDesk.Knowledge.Search;
using HelpDesk.Knowledge.Search.Index;
using HelpDesk.Knowledge.Search.Ranking;

namespace HelpDesk.Bot.Commands;

/// <summary><c>helpdesk kb eval|tune|calibrate</c>: how good the search is, and how its numbers are learnt. Reads files only.</summary>
internal static class KbQuality
{
    private static readonly Option<string> Corpus = new("--corpus") { Description = "JSON lines: id, title, text.", Required = true };
    private static readonly Option<string> Queries = new("--queries") { Description = "JSON lines: id, text.", Required = true };
    private static readonly Option<string> Qrels = new("--qrels") { Description = "Lines of query, article and relevance.", Required = true };
    private static readonly Option<string[]> Fields = new("--fields") { Description = "Index only these: title, headings, keywords, text.", AllowMultipleArgumentsPerToken = true };

    public static Command Eval(Option<bool> json)
    {
        var run = new Option<string?>("--run") { Description = "Write the results as a TREC run file." };
        var compare = new Option<string?>("--compare") { Description = "An earlier report (kb eval --json) to compare with." };
        var command = new Command("eval", "Score the search on judged questions.") { Corpus, Queries, Qrels, Fields, run, compare };
        command.SetAction((parsed, ct) => ReadingAsync(async () =>
        {
            var fields = parsed.GetValue(Fields) is { Length: > 0 } named ? named.SelectMany(name => name.Split(',')).ToArray() : null;
            var evaluation = new Evaluation(
                JudgedCollection.Read(parsed.GetRequiredValue(Corpus), parsed.GetRequiredValue(Queries), parsed.GetRequiredValue(Qrels), fields), Synonyms.Default);
            var report = EvalReport.Of(evaluation.Queries, evaluation.Measure(RankingWeights.Default));
            if (parsed.GetValue(run) is { } path) await File.WriteAllLinesAsync(path, evaluation.Run(RankingWeights.Default, "helpdesk"), ct);
            var other = parsed.GetValue(compare) is { } earlier ? EvalReport.Parse(await File.ReadAllTextAsync(earlier, ct)) : null;
            KbQualityPrint.Eval(report, other is null ? null : report.Against(other), parsed.GetValue(json));
            return 0;
        }));
        return command;
    }

    public static Command Tune()
    {
        var judged = new Option<string[]>("--judged") { Description = "corpus.jsonl,queries.jsonl,qrels.tsv and perhaps ,fields; once for each collection.", Arity = ArgumentArity.OneOrMore };
        var questions = new Option<string[]>("--questions") { Description = "folder-of-articles,questions.tsv; once for each collection." };
        var write = new Option<string?>("--write") { Description = "The file to write the learnt weights to, such as knowledge/ranking.json." };
        var command = new Command("tune", "Learn the ranking's weights from judged questions, cross-validated. Takes minutes.") { judged, questions, write };
        command.SetAction((parsed, ct) => ReadingAsync(async () =>
        {
            var collections = (parsed.GetValue(judged) ?? []).Select(Collection).ToList();
            foreach (var named in parsed.GetValue(questions) ?? []) collections.Add(await FolderAsync(named, ct));
            if (collections.Count == 0) return ErrorReport.Fail("There is nothing to learn from. Name a collection with --judged or --questions.");
            var evaluations = collections.ConvertAll(collection => new Evaluation(collection, Synonyms.Default));
            var result = new Tuning(evaluations, Console.Error.WriteLine).Run(RankingWeights.Default, ct);
            KbQualityPrint.Tuned(result);
            if (parsed.GetValue(write) is { } path) await File.WriteAllTextAsync(path, result.Weights.ToJson() + "\n", ct);
            return 0;
        }));
        return command;
    }

    public static Command Calibrate()
    {
        var questions = new Option<string[]>("--questions") { Description = "folder-of-articles,questions.tsv; once for each collection.", Arity = ArgumentArity.OneOrMore, Required = true, AllowMultipleArgumentsPerToken = true };
        var offTopic = new Option<string[]>("--off-topic") { Description = "A file of questions that no article answers, one a line.", Arity = ArgumentArity.OneOrMore, Required = true, AllowMultipleArgumentsPerToken = true };
        var write = new Option<string?>("--write") { Description = "The file to write the curve to, such as knowledge/ranking.json." };
        var command = new Command("calibrate", "Learn from judged questions how sure an answer is; prints the reliability table.") { questions, offTopic, write };
        command.SetAction((parsed, ct) => ReadingAsync(async () =>
        {
            var off = parsed.GetRequiredValue(offTopic).SelectMany(File.ReadLines).Where(line => line.Trim().Length > 0).ToList();
            var calibration = new Calibration();
            foreach (var named in parsed.GetRequiredValue(questions)) calibration.AddAll(await FolderAsync(named, ct), off, Synonyms.Default, RankingWeights.Default);
            var weights = calibration.Fit(RankingWeights.Default.Confidence);
            KbQualityPrint.Calibrated(calibration, weights);
            if (parsed.GetValue(write) is { } path) await File.WriteAllTextAsync(path, (RankingWeights.Default with { Confidence = weights }).ToJson() + "\n", ct);
            return 0;
        }));
        return command;
    }

    private static Task<int> ReadingAsync(Func<Task<int>> run) => ErrorReport.GuardAsync(async () =>
    {
        try
        {
            return await run();
        }
        catch (Exception e) when (e is FormatException or FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return ErrorReport.Fail(e.Message);
        }
    });

    private static JudgedCollection Collection(string named) => named.Split(',') is [var corpus, var queries, var qrels, .. var fields]
        ? JudgedCollection.Read(corpus, queries, qrels, fields.Length > 0 ? fields : null)
        : throw new FormatException($"'{named}' is not corpus,queries,qrels.");

    private static Task<JudgedCollection> FolderAsync(string named, CancellationToken ct) => named.Split(',') is [var folder, var questions]
        ? JudgedQuestions.ReadAsync(folder, questions, ct)
        : throw new FormatException($"'{named}' is not folder,questions.tsv.");
}
