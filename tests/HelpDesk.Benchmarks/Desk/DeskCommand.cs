using System.CommandLine;
using HelpDesk.Benchmarks.Storage;

namespace HelpDesk.Benchmarks.Desk;

/// <summary><c>desk</c>: everything that the queue service promises, on stores of its own, with what was promised beside what was seen at the end.</summary>
internal static class DeskCommand
{
    public static Command Build()
    {
        var folder = new Option<DirectoryInfo>("--folder") { Description = "On the disk to measure.", DefaultValueFactory = _ => new DirectoryInfo(Path.GetTempPath()) };
        var races = new Option<int>("--races") { Description = "Claims on each store that four agents on two nodes race for; 0 for none.", DefaultValueFactory = _ => 1_000_000 };
        var tickets = new Option<int>("--tickets") { Description = "Open tickets for lists and timers; 0 for none.", DefaultValueFactory = _ => 100_000 };
        var seconds = new Option<int>("--seconds") { Description = "Of each measurement of commits; 0 for none.", DefaultValueFactory = _ => 10 };
        var command = new Command("desk", "Claim races, the lateness of warnings, lists and search, rebuilding, commits on both stores.") { folder, races, tickets, seconds };
        command.SetAction((parsed, ct) => RunAsync(
            parsed.GetRequiredValue(folder).FullName, parsed.GetValue(races), parsed.GetValue(tickets), TimeSpan.FromSeconds(parsed.GetValue(seconds)), Console.Out, ct));
        return command;
    }

    private static async Task RunAsync(string parent, int races, int tickets, TimeSpan duration, TextWriter output, CancellationToken ct)
    {
        var seen = new List<Promise>();
        foreach (var store in Enum.GetValues<StoreKind>())
        {
            output.WriteLine($"-- {store}");
            if (races > 0) seen.Add(await ClaimRaces.RunAsync(parent, store, races, output, ct));
            if (tickets > 0) seen.Add(await OpenTickets.RunAsync(parent, store, tickets, output, ct));
        }
        if (tickets > 0)
        {
            output.WriteLine("-- lists and search");
            seen.AddRange(await ProjectionBenchmark.RunAsync(parent, tickets, tickets / 2, output, ct));
        }
        if (duration > TimeSpan.Zero)
        {
            output.WriteLine("-- commits");
            await StoreBenchmark.CommitsAsync(parent, duration, ct);
        }
        output.WriteLine("-- promised and seen");
        foreach (var promise in seen) output.WriteLine(promise);
    }
}

/// <summary>One line of the summary.</summary>
internal sealed record Promise(string What, string Promised, string Seen)
{
    public override string ToString() => $"{What,-58} {Promised,-20} {Seen}";
}
