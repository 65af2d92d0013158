using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Simulation;

/// <summary>One ticket as its generator lived it. Times and waits are noted here as they are made up, never read from events.</summary>
internal sealed class TicketTruth(Priority priority, Instant opened)
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    public Instant Opened => opened;

    /// <summary>From when on it had which priority and plan.</summary>
    public List<(Instant At, Priority Priority, string Plan)> Terms { get; } = [(opened, priority, "standard")];
    public Instant? FirstReply { get; set; }
    public List<(AgentId Agent, Instant From, Instant? Until)> Held { get; } = [];
    public List<(Instant From, Instant Until)> Waits { get; } = [];
    public List<(Instant At, AgentId Agent)> Resolved { get; } = [];
    public Instant? Reopened { get; set; }
    public bool Left { get; set; }

    /// <summary>Open ones.</summary>
    public int VendorCases { get; set; }
    public bool AskedVendor { get; set; }
    public bool Escalated { get; set; }
    public int? Rating { get; set; }

    public AgentId? Holder => Held is [.., { Until: null } last] ? last.Agent : null;

    public bool IsDone => Left || (Resolved.Count > 0 && Resolved[^1].At >= (Reopened ?? Instant.MinValue));

    public void Take(AgentId agent, Instant now)
    {
        Assert.True(Holder is null, "A ticket is held twice.");
        Held.Add((agent, now, null));
    }

    public void LetGo(Instant now) => Held[^1] = Held[^1] with { Until = now };

    /// <summary>Handle time: every hand that had it, less the waits.</summary>
    public double HandledMinutes => Held.Sum(h => (h.Until!.Value - h.From).TotalMinutes) - Waits.Sum(w => (w.Until - w.From).TotalMinutes);

    public bool IsFirstContact => Resolved.Count > 0 && Held.TakeWhile(h => h.From < Resolved[0].At).All(h => h.Agent == Resolved[0].Agent)
        && !(Reopened - Resolved[0].At <= Duration.FromHours(72));

    /// <summary>The promise, counted again day by day: response and resolution both in time, each by the terms in force when it ended.</summary>
    public bool WasInTime => IsInTime(TermsAt(FirstReply ?? opened), TermsAt(Resolved[^1].At));

    /// <summary>The same by the terms that it was opened with.</summary>
    public bool WouldHaveBeenInTime => IsInTime(Terms[0], Terms[0]);

    private bool IsInTime((Instant At, Priority Priority, string Plan) answering, (Instant At, Priority Priority, string Plan) solving)
    {
        if (FirstReply is { } reply && Open(opened, reply, answering) > TargetsOf(answering.Priority).Response) return false;
        var resolution = TargetsOf(solving.Priority).Resolution;
        var used = Used(opened, Resolved[0].At, solving);
        if (used > resolution || Reopened is not { } again) return used <= resolution;
        return Used(again, Resolved[1].At, solving) <= Duration.Max(resolution - used, resolution / 4);
    }

    private (Instant At, Priority Priority, string Plan) TermsAt(Instant at) => Terms.FindLast(t => t.At <= at);

    private static (Duration Response, Duration Resolution) TargetsOf(Priority priority) => priority switch
    {
        Priority.P1 => (Duration.FromMinutes(15), Duration.FromHours(4)),
        Priority.P2 => (Duration.FromMinutes(30), Duration.FromHours(8)),
        Priority.P3 => (Duration.FromHours(2), Duration.FromHours(24)),
        _ => (Duration.FromHours(4), Duration.FromHours(72)),
    };

    private Duration Used(Instant from, Instant to, (Instant At, Priority Priority, string Plan) terms) =>
        Waits.Where(w => w.From >= from && w.Until <= to).Aggregate(Open(from, to, terms), (used, w) => used - Open(w.From, w.Until, terms));

    /// <summary>P1 of enterprise runs round the clock; P1 of standard and P2 of both from 7 to 21, everything else from 9 to 17, Monday to Friday.</summary>
    private static Duration Open(Instant from, Instant to, (Instant At, Priority Priority, string Plan) terms)
    {
        if (terms is { Priority: Priority.P1, Plan: "enterprise" }) return to - from;
        var (opens, closes) = terms.Priority <= Priority.P2 && terms.Plan != "essential" ? (7, 21) : (9, 17);
        var sum = Duration.Zero;
        for (var day = from.InZone(Berlin).Date; day <= to.InZone(Berlin).Date; day = day.PlusDays(1))
        {
            if (day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) continue;
            var (begin, end) = (Instant.Max(from, (day + new LocalTime(opens, 0)).InZoneStrictly(Berlin).ToInstant()), Instant.Min(to, (day + new LocalTime(closes, 0)).InZoneStrictly(Berlin).ToInstant()));
            sum += end > begin ? end - begin : Duration.Zero;
        }
        return sum;
    }
}
