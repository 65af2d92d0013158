using System.Diagnostics.CodeAnalysis;
using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Benchmarks.Desk;

/// <summary>A desk's events in the order of time, made up from a seed: offers that pass, talks of several messages, notes, pauses, warnings, endings.</summary>
[SuppressMessage("Security", "CA5394", Justification = "Made up from a seed on purpose.")]
internal sealed class TicketTraffic(DeskPolicy policy, int open, int ended)
{
    private const int Vocabulary = 8000;
    private const int Agents = 500;
    private readonly Random _random = new(1);
    private readonly PriorityQueue<(TicketId Ticket, TicketEvent Happened), (Instant At, long Order)> _coming = new();
    private readonly string[] _words = Words();
    private long _order;

    public static Instant Start { get; } = Instant.FromUtc(2026, 1, 5, 7, 0);

    public static TicketId Id(int number) => new(new Guid(number, 1, 0, new byte[8]));
    public static AgentId Agent(int number) => new(new Guid(number % Agents, 2, 0, new byte[8]));
    public static PersonId Person(int number) => new($"tenant/{number % 20_000}");

    public IEnumerable<(TicketId Ticket, TicketEvent Happened)> Events()
    {
        var all = open + ended;
        for (var n = 0; n < all; n++)
        {
            var at = Start + Duration.FromSeconds(20L * n);
            while (_coming.TryPeek(out var next, out var when) && when.At <= at)
            {
                _coming.Dequeue();
                yield return next;
            }
            foreach (var happened in Life(n, at, _random.Next(all) < ended))
                _coming.Enqueue((Id(n), happened), (happened.At, _order++));
        }
        while (_coming.TryDequeue(out var rest, out _))
            yield return rest;
    }

    /// <summary>The n-th most frequent word.</summary>
    public string Word(int rank) => _words[rank];

    private IEnumerable<TicketEvent> Life(int n, Instant at, bool ends)
    {
        var (agent, person) = (Agent(_random.Next(Agents)), Person(n));
        var category = policy.Categories[_random.Next(policy.Categories.Count)].Id;
        var priority = _random.Next(100) switch { < 3 => Priority.P1, < 15 => Priority.P2, < 75 => Priority.P3, _ => Priority.P4 };
        var (queue, skills) = (policy.QueueFor(category, priority), policy.RouteFor(category, priority).Skills);
        var customer = policy.Customers[n % policy.Customers.Count];
        yield return new TicketEvent.Opened(
            Id(n), $"INC-{n + 1000}", TicketKind.Incident, n % 3 == 0 ? TicketChannel.WebChat : TicketChannel.Teams, person, customer.Id, customer.Plan, policy.Version,
            Text(6), "en", new($"19:{n:x8}@thread.v2", $"{n}"), [], Actor.Bot, at);
        yield return new TicketEvent.Triaged(category, Impact.Person, Urgency.Medium, priority, [$"It says {Word(n % 50)}."], Actor.Bot, at);
        yield return new TicketEvent.Queued(queue.Id, queue.Tier, skills, at);
        for (var passed = _random.Next(5) - 3; passed > 0; passed--)
        {
            yield return new TicketEvent.Offered(Agent(n + passed), at + Duration.FromSeconds(30), at);
            yield return new TicketEvent.OfferExpired(Agent(n + passed), at += Duration.FromSeconds(30));
        }
        if (!ends && n % 5 == 0) yield break; // Waits still.
        yield return new TicketEvent.Offered(agent, at + Duration.FromSeconds(30), at);
        yield return new TicketEvent.Accepted(agent, AcceptedBy.Offer, null, at += Seconds(20));
        for (var turns = _random.Next(1, 4); turns > 0; turns--)
        {
            yield return new TicketEvent.Replied(agent, new($"a{n}-{turns}"), Text(18), [], at += Seconds(300));
            yield return new TicketEvent.CustomerWrote(person, new($"p{n}-{turns}"), Text(12), [], at += Seconds(900));
        }
        if (n % 4 == 0) yield return new TicketEvent.Noted(Actor.Of(agent), new($"n{n}"), Text(25), at += Seconds(60));
        if (n % 6 == 0)
        {
            yield return new TicketEvent.Paused(PauseReason.User, "Waits for an answer", null, Actor.Of(agent), at += Seconds(60));
            yield return new TicketEvent.Resumed("Answered", Actor.Of(agent), at += Seconds(40_000));
        }
        if (n % 7 == 0) yield return new TicketEvent.SlaWarned(SlaClockKind.Resolution, 50, at + Duration.FromHours(4), at);
        if (!ends) yield break;
        yield return new TicketEvent.Resolved(Actor.Of(agent), Text(15), "fixed", null, at += Seconds(3000));
        yield return new TicketEvent.Closed(Actor.Desk, true, at += Duration.FromDays(3));
        if (n % 3 == 0) yield return new TicketEvent.Surveyed(person, _random.Next(1, 6), null, at + Duration.FromHours(1));
    }

    /// <summary>Word frequencies fall as in talk: the n-th word comes about 1/n as often as the first.</summary>
    private string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => _words[(int)Math.Pow(Vocabulary, _random.NextDouble()) - 1]));

    private Duration Seconds(int most) => Duration.FromSeconds(_random.Next(1, most));

    private static string[] Words()
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, Vocabulary).Select(n => string.Concat(Enumerable.Range(0, random.Next(3, 11)).Select(_ => (char)('a' + random.Next(26)))) + (n % 40 == 0 ? $"{n}" : ""))];
    }
}
