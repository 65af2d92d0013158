using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Benchmarks.Handoff;

/// <summary>A large desk, made up from a seed: 10,000 tickets that came within 25 minutes, 1,000 agents who are all free.</summary>
[SuppressMessage("Security", "CA5394", Justification = "Made up from a seed on purpose.")]
internal abstract class RoutingScene
{
    public const int Waiting = 10_000;
    private const int People = 1_000;
    public static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 9, 0);

    public Random Random { get; } = new(1);

    protected abstract RoutingPolicy Policy { get; }

    public RoutingState State() => RoutingState.Start(Policy) with
    {
        Waiting = Enumerable.Range(0, Waiting).Select(i => Ticket(i, Start - Duration.FromSeconds(Random.Next(1500)))).ToImmutableDictionary(t => t.Id),
        Agents = Enumerable.Range(0, People).Select(i => Person(new AgentId(new Guid(i, 2, 0, new byte[8])))).ToImmutableDictionary(a => a.Id),
    };

    public WaitingTicket Ticket(int number, Instant opened)
    {
        var (priority, demand) = Asked();
        return new(new TicketId(new Guid(number, 1, 0, new byte[8])), priority, opened + Duration.FromMinutes(15 * (int)priority), opened, opened, demand);
    }

    protected abstract (Priority Priority, Demand Demand) Asked();

    protected abstract ImmutableDictionary<SkillId, SkillGrade> Skills();

    protected Tier AnyTier() => Random.Next(10) switch { < 6 => Tier.ServiceDesk, < 9 => Tier.Technical, _ => Tier.Specialist };

    private Agent Person(AgentId id) => new(id)
    {
        Tiers = [AnyTier()],
        Languages = Random.Next(3) switch { 0 => ["en", "de"], 1 => ["en", "fr"], _ => ["en"] },
        Skills = Skills(),
        Capacity = new WorkUnits(3, 8),
        Presence = Presence.Available,
        IdleSince = Start - Duration.FromSeconds(Random.Next(3600)),
    };
}

/// <summary>Harder than life: a tier, a language and a skill that have nothing to do with each other, which makes the most different demands.</summary>
[SuppressMessage("Security", "CA5394", Justification = "Made up from a seed on purpose.")]
internal sealed class RandomScene(MatchBy by) : RoutingScene
{
    private const int Categories = 12;
    private const int SkillsEach = 5;

    protected override RoutingPolicy Policy { get; } = RoutingPolicy.Default with { MatchBy = by };

    protected override (Priority Priority, Demand Demand) Asked()
    {
        var language = Random.Next(4) switch { 0 => "de", 1 => "fr", 2 => "en", _ => null };
        return ((Priority)Random.Next(1, 5), new(AnyTier(), WorkKind.Chat, language, [new SkillDemand(Skill(), Random.Next(1, 4))]));
    }

    protected override ImmutableDictionary<SkillId, SkillGrade> Skills() =>
        Enumerable.Range(0, SkillsEach).Select(_ => Skill()).Distinct().ToImmutableDictionary(s => s, _ => new SkillGrade(Random.Next(1, 6)));

    private SkillId Skill() => new($"skill{Random.Next(Categories)}");
}

/// <summary>
/// What the shipped policy makes of a category and a priority: queue, tier, skills, and the queue's own rules. Every category is as likely; priorities,
/// languages and channels as a desk has them.
/// </summary>
[SuppressMessage("Security", "CA5394", Justification = "Made up from a seed on purpose.")]
internal sealed class PolicyScene(HelpDeskPolicy policy) : RoutingScene
{
    private const int SkillsEach = 6;

    protected override RoutingPolicy Policy => policy.Routing;

    protected override (Priority Priority, Demand Demand) Asked()
    {
        var priority = Random.Next(100) switch { < 3 => Priority.P1, < 15 => Priority.P2, < 75 => Priority.P3, _ => Priority.P4 };
        var category = policy.Desk.Categories[Random.Next(policy.Desk.Categories.Count)].Id;
        var (route, queue) = (policy.Desk.RouteFor(category, priority), policy.Desk.QueueFor(category, priority));
        var kind = Random.Next(5) == 0 ? WorkKind.Ticket : WorkKind.Chat;
        var language = Random.Next(3) == 0 ? "de" : "en";
        return (priority, new(route.Tier, kind, language, route.Skills.Select(s => new SkillDemand(s.Skill, s.Level)), queue: queue.Id));
    }

    protected override ImmutableDictionary<SkillId, SkillGrade> Skills() =>
        Enumerable.Range(0, SkillsEach).Select(_ => policy.Desk.Skills[Random.Next(policy.Desk.Skills.Count)].Id).Distinct()
            .ToImmutableDictionary(s => s, _ => new SkillGrade(Random.Next(1, 6)));
}
