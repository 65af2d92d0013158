using System.CommandLine;
using HelpDesk.Handoff.Sla.Evaluation;

namespace HelpDesk.Bot.Commands;

/// <summary><c>helpdesk sla eval FILE</c>: runs cases through the functions that tickets are due by.</summary>
internal static class SlaCommands
{
    public static Command Build()
    {
        var sla = new Command("sla", "Work with the service levels.");
        sla.Subcommands.Add(Eval());
        return sla;
    }

    private static Command Eval()
    {
        var file = new Argument<string>("file") { Description = "A JSON file of calendars and cases." };
        var command = new Command("eval", "Run a file of cases: each failure, and last how many passed and failed.") { file };
        command.SetAction((parsed, ct) => ErrorReport.GuardAsync(async () =>
        {
            var path = Path.GetFullPath(parsed.GetRequiredValue(file));
            if (!File.Exists(path)) return ErrorReport.Fail($"{path} does not exist. Name the file that holds the cases.");
            if (await ReadAsync(path, ct) is not { } text) return 1;
            var report = SlaEval.Run(text);
            if (report.Error is { } unreadable) return ErrorReport.Fail($"{path}: {unreadable}.");
            foreach (var line in report.Lines()) Console.WriteLine(line);
            return report.Succeeded ? 0 : 1;
        }));
        return command;
    }

    private static async Task<string?> ReadAsync(string path, CancellationToken ct)
    {
        try
        {
            return await File.ReadAllTextAsync(path, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ErrorReport.Fail($"{e.Message} Give this account the right to read the file.");
            return null;
        }
    }
}
