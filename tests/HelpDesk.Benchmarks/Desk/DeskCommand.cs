using System.CommandLine;

namespace HelpDesk.Benchmarks.Desk;

/// <summary><c>desk</c>: what the queue service promises, on a store of its own.</summary>
internal static class DeskCommand
{
    public static Command Build()
    {
        var folder = new Option<DirectoryInfo>("--folder") { Description = "On the disk to measure.", DefaultValueFactory = _ => new DirectoryInfo(Path.GetTempPath()) };
        var races = new Option<int>("--races") { Description = "Claims that four agents on two nodes race for; 0 for none.", DefaultValueFactory = _ => 1_000_000 };
        var tickets = new Option<int>("--tickets") { Description = "Open tickets for lists and timers; 0 for none.", DefaultValueFactory = _ => 100_000 };
        var command = new Command("desk", "Claim races, lists and search, the lateness of warnings.") { folder, races, tickets };
        command.SetAction(async (parsed, ct) =>
        {
            var parent = parsed.GetRequiredValue(folder).FullName;
            if (parsed.GetValue(races) is > 0 and var count) await ClaimRaces.RunAsync(parent, count, Console.Out, ct);
            if (parsed.GetValue(tickets) is > 0 and var open) await OpenTickets.RunAsync(parent, open, Console.Out, ct);
        });
        return command;
    }
}
