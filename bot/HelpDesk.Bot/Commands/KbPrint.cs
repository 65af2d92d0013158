using System.Globalization;
using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Articles.Import;
using HelpDesk.Knowledge.Commands;

namespace HelpDesk.Bot.Commands;

/// <summary>What the kb commands print: plain lines for people, one JSON object with <c>--json</c>.</summary>
internal static class KbPrint
{
    public static void Import(ImportResult result, bool json)
    {
        if (json)
        {
            Console.WriteLine(result.ToJson());
            return;
        }
        Problems("Skipped", result.Skipped);
        Files("Not overwritten, because it was edited in the product (use --overwrite)", result.Conflicts);
        Files("Its file is gone (use --retire-missing)", result.Missing);
        Files("Retired, because its file is gone", result.Retired);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{result.InPlace} articles in place: {result.Added.Count} added, {result.Updated.Count} updated, {result.Unchanged.Count} unchanged; {result.Skipped.Count} files skipped, {result.Warnings.Count} warnings (kb lint shows them)."));
    }

    public static void Search(Answer answer, bool json, bool explain)
    {
        if (json)
        {
            Console.WriteLine(answer.ToJson());
            return;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{answer.Decision} (confidence {answer.Confidence:0.00})"));
        foreach (var result in answer.Results)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Score,8:0.000}  fit {result.Fit:0.00}  {result.Article.Title}  [{result.Article.Id}]"));
            if (explain) Console.WriteLine("          " + string.Join("  ", result.Explain.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Key} {e.Value:0.000}"))));
        }
        if (answer.DidYouMean is not null) Console.WriteLine($"Did you mean: {answer.DidYouMean}");
        if (answer.Results.Count == 0) Console.WriteLine("No article fits.");
    }

    public static void Lint(LintResult result, bool json)
    {
        if (json)
        {
            Console.WriteLine(result.ToJson());
            return;
        }
        foreach (var problem in result.Problems) Console.WriteLine($"{(problem.Level == ProblemLevel.Error ? "error" : "warning")}: {problem}");
        Console.WriteLine($"{result.Articles} articles, {result.Problems.Count} problems.");
    }

    private static void Problems(string title, IReadOnlyList<Problem> problems)
    {
        if (problems.Count == 0) return;
        Console.WriteLine($"{title}:");
        foreach (var problem in problems) Console.WriteLine($"  {problem}");
    }

    private static void Files(string title, IReadOnlyList<ImportedFile> files)
    {
        foreach (var file in files) Console.WriteLine($"{title}: {file.Id} ({file.Path})");
    }
}
