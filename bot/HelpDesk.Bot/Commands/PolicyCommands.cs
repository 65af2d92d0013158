using System.CommandLine;
using HelpDesk.Handoff.Policy;

namespace HelpDesk.Bot.Commands;

/// <summary><c>helpdesk policy check</c>: every error of a policy folder at once.</summary>
internal static class PolicyCommands
{
    private static readonly string[] Endings = [".yaml", ".yml", ".tsv", ".ics"];

    public static Command Build()
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of text.", Recursive = true };
        var policy = new Command("policy", "Work with the desk's policy.") { json };
        policy.Subcommands.Add(Check(json));
        return policy;
    }

    private static Command Check(Option<bool> json)
    {
        var folder = new Argument<string>("folder") { Description = "The policy folder; the shipped policy where none is named.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("check", "Check a policy: file, line, key, problem and fix of every error, its version, how well triage tells categories apart.") { folder };
        command.SetAction((parsed, ct) => ErrorReport.GuardAsync(async () =>
        {
            var path = Path.GetFullPath(parsed.GetValue(folder) ?? Path.Combine(AppContext.BaseDirectory, "policy"));
            if (!Directory.Exists(path)) return ErrorReport.Fail($"{path} is not a folder. Name the folder that holds the policy.");
            if (await ReadAsync(path, ct) is not { } files) return 1;
            var check = HelpDeskPolicy.Read(files).Check;
            foreach (var line in parsed.GetValue(json) ? [check.ToJson()] : check.Lines()) Console.WriteLine(line);
            return check.Valid ? 0 : 1;
        }));
        return command;
    }

    /// <summary>Null, and told, where a file cannot be read.</summary>
    private static async Task<IReadOnlyDictionary<string, string>?> ReadAsync(string folder, CancellationToken ct)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            foreach (var file in Directory.EnumerateFiles(folder).Where(f => Endings.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase)))
                files.Add(Path.GetFileName(file), await File.ReadAllTextAsync(file, ct));
            return files;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ErrorReport.Fail($"{e.Message} Give this account the right to read the policy folder.");
            return null;
        }
    }
}
