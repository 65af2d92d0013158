using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Routing.Board;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Benchmarks.Handoff;

/// <summary>
/// 10,000 waiting tickets and 1,000 agents: how long one match takes when nobody is busy, and in the middle of a day's work; with demands made up at
/// random and with those of the shipped policy.
/// </summary>
public static class RoutingBenchmark
{
    private const int Rounds = 300;
    private const int Steps = 20_000;

    /// <param name="policyFolder">Whose demands are measured beside the random ones.</param>
    /// <exception cref="InvalidDataException">The policy has errors.</exception>
    public static async Task RunAsync(string policyFolder, TextWriter output, CancellationToken ct)
    {
        var policy = await ReadAsync(policyFolder, ct);
        WriteLine(output, $"{Environment.ProcessorCount} processors, {(GCSettings.IsServerGC ? "server" : "workstation")} GC, {GCSettings.LatencyMode}");
        foreach (var by in Enum.GetValues<MatchBy>())
            Measure(new RandomScene(by), $"random demands, {by}", output, ct);
        Measure(new PolicyScene(policy), "the policy's demands", output, ct);
    }

    private static async Task<HelpDeskPolicy> ReadAsync(string folder, CancellationToken ct)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder))
            files.Add(Path.GetFileName(file), await File.ReadAllTextAsync(file, ct));
        return HelpDeskPolicy.Read(files).Policy ?? throw new InvalidDataException("the policy has problems: helpdesk policy check");
    }

    private static void Measure(RoutingScene scene, string name, TextWriter output, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var state = scene.State();
        var begin = Stopwatch.GetTimestamp();
        var board = new RoutingBoard(state, RoutingScene.Start);
        var built = Stopwatch.GetElapsedTime(begin);
        begin = Stopwatch.GetTimestamp();
        var first = board.Match(RoutingScene.Start);
        var firstTook = Stopwatch.GetElapsedTime(begin);
        WriteLine(output, $"{name}: {state.Waiting.Count:N0} waiting with {state.Waiting.Values.Select(t => t.Demand).Distinct().Count():N0} different demands, {state.Agents.Count:N0} free agents; index built in {built.TotalMilliseconds:N1} ms, first match {firstTook.TotalMicroseconds:N0} us");
        WriteLine(output, $"  all free: {first.Count:N0} offers in {Samples.Take(Rounds, Rounds, static _ => { }, () => board.Match(RoutingScene.Start))}");
        WriteLine(output, $"  one event and its match: {ADay(scene, board)}");
    }

    /// <summary>Every step somebody finishes, a new ticket comes, and the match fills the gap: the queue stays as long as it is.</summary>
    private static Samples ADay(RoutingScene scene, RoutingBoard board)
    {
        var now = RoutingScene.Start;
        var held = new List<TicketId>();
        var (offers, happened) = (board.Match(now), new RoutingEvent[2]);
        return Samples.Take(Rounds, Steps, Prepare, () =>
        {
            foreach (var e in happened)
                board.Apply(e);
            offers = board.Match(now);
        });

        void Prepare(int step)
        {
            foreach (var offer in offers)
            {
                board.Apply(new RoutingEvent.TicketOffered(offer, now));
                board.Apply(new RoutingEvent.OfferAccepted(offer.Ticket, offer.Agent, now));
                held.Add(offer.Ticket);
            }
            now += Duration.FromMilliseconds(50);
            var index = scene.Random.Next(held.Count);
            happened[0] = new RoutingEvent.TicketLeft(held[index], now);
            happened[1] = new RoutingEvent.TicketQueued(scene.Ticket(RoutingScene.Waiting + step, now), now);
            held[index] = held[^1];
            held.RemoveAt(held.Count - 1);
        }
    }

    private static void WriteLine(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
