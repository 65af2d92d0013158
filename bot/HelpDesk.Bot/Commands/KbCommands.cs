using System.CommandLine;
using HelpDesk.Bot.Hosting;
using HelpDesk.Knowledge.Articles.Import;
using HelpDesk.Knowledge.Commands;
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;

namespace HelpDesk.Bot.Commands;

/// <summary><c>helpdesk kb …</c>: binds arguments, calls the knowledge module, prints. May run beside a running host.</summary>
internal static class KbCommands
{
    public static Command Build(string[] settings)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of text.", Recursive = true };
        var kb = new Command("kb", "Work with the knowledge base.") { json };
        kb.Subcommands.Add(Import(settings, json));
        kb.Subcommands.Add(Search(settings, json));
        kb.Subcommands.Add(Lint(json));
        kb.Subcommands.Add(KbQuality.Eval(json));
        kb.Subcommands.Add(KbQuality.Tune());
        kb.Subcommands.Add(KbQuality.Calibrate());
        return kb;
    }

    private static Command Import(string[] settings, Option<bool> json)
    {
        var folders = new Argument<string[]>("folder") { Description = "Folders of Markdown articles.", Arity = ArgumentArity.OneOrMore };
        var overwrite = new Option<bool>("--overwrite") { Description = "Files win over articles that were edited in the product." };
        var retire = new Option<bool>("--retire-missing") { Description = "Retire articles whose files are gone." };
        var command = new Command("import", "Bring articles in: only what changed, every skipped file named.") { folders, overwrite, retire };
        command.SetAction((parsed, ct) => ErrorReport.GuardAsync(async () =>
        {
            var paths = parsed.GetRequiredValue(folders).Select(Path.GetFullPath).ToArray();
            if (paths.FirstOrDefault(p => !Directory.Exists(p)) is { } missing) return ErrorReport.Fail($"{missing} is not a folder. Name the folder that holds the articles.");
            await using var store = await OpenAsync(settings, ct);
            var options = new ImportOptions(parsed.GetValue(overwrite), parsed.GetValue(retire));
            var import = new ArticleImport(store, TimeProvider.System);
            var result = await ImportBar.ShowAsync(progress => import.RunAsync(paths, options, progress, ct));
            KbPrint.Import(result, parsed.GetValue(json));
            return 0;
        }));
        return command;
    }

    private static Command Search(string[] settings, Option<bool> json)
    {
        const int results = 10;
        var question = new Argument<string[]>("question") { Description = "The question, in a person's own words.", Arity = ArgumentArity.OneOrMore };
        var explain = new Option<bool>("--explain") { Description = "Show what each part of the score was." };
        var command = new Command("search", "Show what the bot would answer.") { question, explain };
        command.SetAction((parsed, ct) => ErrorReport.GuardAsync(async () =>
        {
            var configuration = AppConfiguration.Build(settings);
            SettingsCheck.Demand(configuration);
            using var copy = new SearchedStore(configuration);
            await using var store = await copy.OpenAsync(ct);
            var words = string.Join(' ', parsed.GetRequiredValue(question));
            KbPrint.Search(await KbSearch.RunAsync(store, TimeProvider.System, words, results, configuration.Read<KnowledgeOptions>(KnowledgeOptions.Section).ReadSynonyms(), ct), parsed.GetValue(json), parsed.GetValue(explain));
            return 0;
        }));
        return command;
    }

    private static Command Lint(Option<bool> json)
    {
        var folder = new Argument<string>("folder") { Description = "The folder of articles; the starter articles where none is named.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("lint", "Check articles: file, line, problem and fix.") { folder };
        command.SetAction((parsed, ct) => ErrorReport.GuardAsync(async () =>
        {
            var path = Path.GetFullPath(parsed.GetValue(folder) ?? Path.Combine(AppContext.BaseDirectory, "articles"));
            if (!Directory.Exists(path)) return ErrorReport.Fail($"{path} is not a folder. Name the folder that holds the articles.");
            var result = await KbLint.RunAsync(path, ct);
            KbPrint.Lint(result, parsed.GetValue(json));
            return result.HasErrors ? 1 : 0;
        }));
        return command;
    }

    private static async Task<IStore> OpenAsync(string[] settings, CancellationToken ct) =>
        await new StoreChoice(AppConfiguration.Build(settings)).OpenAsync(StoreAccess.Command, ct);
}
