using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Routing.Board;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Benchmarks.Handoff;

/// <summary>10,000 waiting tickets and 1,000 agents: how long one match takes, with nobody busy and in the middle of a day's work.</summary>
[SuppressMessage("Security", "CA5394", Justification = "Made up from a seed on purpose.")]
public static class RoutingBenchmark
{
    private const int Waiting = 10_000;
    private const int People = 1_000;
    private const int Rounds = 200;
    private const int Categories = 12;
    private const int Steps = 20_000;
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 9, 0);

    /// <summary>Prints medians and 99th percentiles in microseconds.</summary>
    public static Task RunAsync(TextWriter output, CancellationToken ct)
    {
        foreach (var by in Enum.GetValues<MatchBy>())
        {
            ct.ThrowIfCancellationRequested();
            var random = new Random(1);
            var board = new RoutingBoard(Desk(random, by), Start);
            var all = Time(() => board.Match(Start), Rounds, out var offers);
            output.WriteLine($"{by}: {Waiting:N0} waiting, {People:N0} free agents: {offers:N0} offers in p50 {all.Median:N0} us, p99 {all.Worst:N0} us");
            var day = ADay(board, random);
            output.WriteLine($"{by}: one event and the match after it, {Waiting:N0} waiting: p50 {day.Median:N1} us, p99 {day.Worst:N1} us, max {day.Max:N0} us");
        }
        return Task.CompletedTask;
    }

    /// <summary>Every step somebody finishes, a new ticket comes, and the match fills the gap: the queue stays as long as it is.</summary>
    private static Figures ADay(RoutingBoard board, Random random)
    {
        var now = Start;
        foreach (var offer in board.Match(now))
            Take(board, offer, now);
        var held = board.State.Held.Keys.ToList();
        var samples = new double[Steps];
        for (var step = 0; step < Steps; step++)
        {
            now += Duration.FromMilliseconds(50);
            var index = random.Next(held.Count);
            var left = new RoutingEvent.TicketLeft(held[index], now);
            var arrived = new RoutingEvent.TicketQueued(Ticket(random, Waiting + step, now), now);
            var begin = Stopwatch.GetTimestamp();
            board.Apply(left);
            board.Apply(arrived);
            var offers = board.Match(now);
            samples[step] = Stopwatch.GetElapsedTime(begin).TotalMicroseconds;
            held[index] = held[^1];
            held.RemoveAt(held.Count - 1);
            foreach (var offer in offers)
            {
                Take(board, offer, now);
                held.Add(offer.Ticket);
            }
        }
        return Figures.Of(samples);
    }

    private static void Take(RoutingBoard board, Offer offer, Instant now)
    {
        board.Apply(new RoutingEvent.TicketOffered(offer, now));
        board.Apply(new RoutingEvent.OfferAccepted(offer.Ticket, offer.Agent, now));
    }

    private static RoutingState Desk(Random random, MatchBy by)
    {
        var state = RoutingState.Start(RoutingPolicy.Default with { MatchBy = by });
        return state with
        {
            Waiting = Enumerable.Range(0, Waiting).Select(i => Ticket(random, i, Start - Duration.FromSeconds(random.Next(1500)))).ToImmutableDictionary(t => t.Id),
            Agents = Enumerable.Range(0, People).Select(i => Person(random, i)).ToImmutableDictionary(a => a.Id),
        };
    }

    private static WaitingTicket Ticket(Random random, int number, Instant opened)
    {
        var priority = (Priority)random.Next(1, 5);
        var tier = random.Next(10) switch { < 6 => Tier.ServiceDesk, < 9 => Tier.Technical, _ => Tier.Specialist };
        var language = random.Next(4) switch { 0 => "de", 1 => "fr", 2 => "en", _ => null };
        var demand = new Demand(tier, WorkKind.Chat, language, [new SkillDemand(Skill(random), random.Next(1, 4))]);
        return new(new TicketId(new Guid(number, 1, 0, new byte[8])), priority, opened + Duration.FromMinutes(15 * (int)priority), opened, opened, demand);
    }

    private static Agent Person(Random random, int number) => new(new AgentId(new Guid(number, 2, 0, new byte[8])))
    {
        Tiers = [random.Next(10) switch { < 6 => Tier.ServiceDesk, < 9 => Tier.Technical, _ => Tier.Specialist }],
        Languages = random.Next(3) switch { 0 => ["en", "de"], 1 => ["en", "fr"], _ => ["en"] },
        Skills = Enumerable.Range(0, 5).Select(_ => Skill(random)).Distinct().ToImmutableDictionary(s => s, _ => new SkillGrade(random.Next(1, 6))),
        Capacity = new WorkUnits(3, 8),
        Presence = Presence.Available,
        IdleSince = Start - Duration.FromSeconds(random.Next(3600)),
    };

    private static SkillId Skill(Random random) => new($"skill{random.Next(Categories)}");

    private static Figures Time(Func<IReadOnlyList<Offer>> match, int rounds, out int offers)
    {
        offers = match().Count;
        for (var i = 0; i < rounds; i++)
            match();
        var samples = new double[rounds];
        for (var i = 0; i < rounds; i++)
        {
            var begin = Stopwatch.GetTimestamp();
            match();
            samples[i] = Stopwatch.GetElapsedTime(begin).TotalMicroseconds;
        }
        return Figures.Of(samples);
    }

    private sealed record Figures(double Median, double Worst, double Max)
    {
        public static Figures Of(double[] samples)
        {
            Array.Sort(samples);
            return new(samples[samples.Length / 2], samples[samples.Length * 99 / 100], samples[^1]);
        }
    }
}
