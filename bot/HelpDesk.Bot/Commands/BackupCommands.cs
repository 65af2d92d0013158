using System.CommandLine;
using HelpDesk.Bot.Hosting;
using HelpDesk.Storage.Backup;
using HelpDesk.Storage.Sqlite;
using NodaTime.Extensions;

namespace HelpDesk.Bot.Commands;

/// <summary><c>helpdesk backup</c> and <c>helpdesk restore</c>: a desk in one file, from and into either store. A backup may be taken beside a running host.</summary>
internal static class BackupCommands
{
    public static Command Backup(string[] settings)
    {
        var json = Json();
        var file = new Argument<string?>("file") { Description = "The file to write; it has this name only when it is whole.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("backup", "Copy the desk into one file while it is at work: events, documents, uploaded files, and a proof that it is whole.") { file, json };
        command.Subcommands.Add(Verify(json));
        command.SetAction((parsed, ct) => ErrorReport.GuardAsync(async () =>
        {
            if (parsed.GetValue(file) is not { } name) return ErrorReport.Fail("No file was named. Write it like this: backup desk.backup");
            var choice = Choose(settings);
            if (!choice.Exists) return ErrorReport.Fail($"There is no store in {choice.Folder}. Name its folder with --Data:Path, or its Redis with --Store:Redis.");
            var path = Path.GetFullPath(name);
            await using var store = await choice.OpenAsync(StoreAccess.Command, ct);
            var proof = await BackupBar.ShowAsync(progress => BackupFile.WriteAsync(store, choice.BlobFolder, path, TimeProvider.System.GetCurrentInstant(), progress, ct));
            BackupPrint.Proof("Backed up", path, proof, parsed.GetValue(json));
            return 0;
        }));
        return command;
    }

    public static Command Restore(string[] settings)
    {
        var json = Json();
        var file = new Argument<string>("file") { Description = "A backup." };
        var replace = new Option<bool>("--replace") { Description = "Delete what the desk holds now. Without it only an empty desk is filled." };
        var command = new Command("restore", "Fill a desk with a backup, from whichever store it came, and compare them. No host may run on the desk.") { file, replace, json };
        command.SetAction((parsed, ct) => ErrorReport.GuardAsync(async () =>
        {
            var choice = Choose(settings);
            var path = Path.GetFullPath(parsed.GetRequiredValue(file));
            var proof = await BackupBar.ShowAsync(progress => BackupFile.RestoreAsync(
                path, token => choice.FillAsync(parsed.GetValue(replace), token), token => choice.OpenAsync(StoreAccess.Command, token), choice.BlobFolder, progress, ct));
            BackupPrint.Proof("Restored", path, proof, parsed.GetValue(json));
            return 0;
        }));
        return command;
    }

    private static Command Verify(Option<bool> json)
    {
        var file = new Argument<string>("file") { Description = "A backup." };
        var command = new Command("verify", "Read a backup from its beginning to its end and compare it with its proof.") { file, json };
        command.SetAction((parsed, ct) => ErrorReport.GuardAsync(async () =>
        {
            var path = Path.GetFullPath(parsed.GetRequiredValue(file));
            var proof = await BackupBar.ShowAsync(progress => BackupFile.VerifyAsync(path, progress, ct));
            BackupPrint.Proof("Whole", path, proof, parsed.GetValue(json));
            return 0;
        }));
        return command;
    }

    private static Option<bool> Json() => new("--json") { Description = "Print one JSON object instead of text." };

    private static StoreChoice Choose(string[] settings)
    {
        var configuration = AppConfiguration.Build(settings);
        SettingsCheck.Demand(configuration);
        return new StoreChoice(configuration);
    }
}
