using System.CommandLine;
using HelpDesk.Bot.Hosting;

namespace HelpDesk.Bot.Commands;

/// <summary>The program's commands. Without one it is the host. Settings (<c>--Data:Path=…</c>) go with every command and were taken out before.</summary>
internal static class CommandTree
{
    public static RootCommand Build(string[] settings)
    {
        var role = new Option<string>("--role") { Description = "Which part of the help desk this process is.", DefaultValueFactory = _ => "all" };
        role.AcceptOnlyFromAmong("all");
        var root = new RootCommand("A self-hosted IT help desk that employees talk to. Without a command: the host.") { role };
        root.SetAction((_, ct) => ErrorReport.GuardAsync(() => HelpDeskHost.RunAsync(settings, ct)));
        root.Subcommands.Add(KbCommands.Build(settings));
        root.Subcommands.Add(SlaCommands.Build());
        root.Subcommands.Add(PolicyCommands.Build());
        root.Subcommands.Add(BackupCommands.Backup(settings));
        root.Subcommands.Add(BackupCommands.Restore(settings));
        root.Subcommands.Add(OutboxCommands.Build(settings));
        root.Subcommands.Add(AccountCommands.Build(settings));
        root.Subcommands.Add(PersonCommands.Build(settings));
        return root;
    }
}
