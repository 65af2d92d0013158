using HelpDesk.Handoff.Policy;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Routing;

/// <summary>How one of several able agents is chosen.</summary>
public enum MatchBy { LongestIdle, LeastLoaded, BestSkill }

/// <summary>After <paramref name="After"/> of waiting, skill demands count as <paramref name="Levels"/> lower; a demand of 0 or less is dropped.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RelaxStep(Duration After, int Levels);

/// <summary>
/// Routing's numbers, from <c>desk.yaml</c> and <c>queues.yaml</c> (<see cref="Of"/>); the defaults are the desk's seed values. How one is chosen,
/// relaxation and overflow are each queue's own; the rest is the desk's.
/// </summary>
public sealed record RoutingPolicy
{
    public static readonly RoutingPolicy Default = new();

    /// <summary>What differs from this for tickets of a queue: only <see cref="MatchBy"/>, <see cref="Relax"/> and overflow are read from them.</summary>
    public ImmutableDictionary<QueueId, RoutingPolicy> Queues { get; init; } = ImmutableDictionary<QueueId, RoutingPolicy>.Empty;

    public MatchBy MatchBy { get; init; } = MatchBy.LongestIdle;
    public Duration OfferLasts { get; init; } = Duration.FromSeconds(30);
    public int OffersPerAgent { get; init; } = 1;

    /// <summary>How long an agent who declined or missed a ticket is not asked for it again.</summary>
    public Duration DeclineRemembered { get; init; } = Duration.FromMinutes(10);
    public Duration SilentAfter { get; init; } = Duration.FromMinutes(5);
    public Duration DisconnectGrace { get; init; } = Duration.FromSeconds(60);

    /// <summary>How long a ticket is kept for its last agent while he is at work but cannot take it; P1 never waits.</summary>
    public Duration AffinityHold { get; init; } = Duration.FromMinutes(2);
    public Duration AffinityRemembered { get; init; } = Duration.FromHours(72);

    /// <summary>In order of waiting time; the last step that has been reached counts.</summary>
    public ImmutableArray<RelaxStep> Relax { get; init; } =
        [new(Duration.FromMinutes(3), 1), new(Duration.FromMinutes(8), 2), new(Duration.FromMinutes(15), 5)];

    /// <summary>From this wait on the next tier may be asked too; a priority that is absent never overflows by wait.</summary>
    public ImmutableDictionary<Priority, Duration> OverflowAfter { get; init; } = new Dictionary<Priority, Duration>
    {
        [Priority.P1] = Duration.FromMinutes(1),
        [Priority.P2] = Duration.FromMinutes(5),
        [Priority.P3] = Duration.FromMinutes(20),
    }.ToImmutableDictionary();

    /// <summary>With more than this many tickets of a tier waiting, all of them may go to the next tier; absent means no limit.</summary>
    public ImmutableDictionary<Tier, int> OverflowLength { get; init; } = ImmutableDictionary<Tier, int>.Empty;

    /// <summary>The rules of the queue that a demand waits in.</summary>
    public RoutingPolicy For(Demand demand) => demand.Queue is { } queue && Queues.TryGetValue(queue, out var own) ? own : this;

    /// <summary>What the desk's files say.</summary>
    public static RoutingPolicy Of(DeskPolicy policy)
    {
        var desk = Default with
        {
            OfferLasts = policy.Desk.OfferTime, OffersPerAgent = policy.Desk.OffersPerAgent, DeclineRemembered = policy.Desk.DeclineRemembered,
            SilentAfter = policy.Desk.SilentAgent, DisconnectGrace = policy.Desk.DisconnectGrace,
            AffinityHold = policy.Desk.LastAgentHold, AffinityRemembered = policy.Desk.LastAgentRemembered,
        };
        return desk with { Queues = policy.Queues.ToImmutableDictionary(q => q.Id, q => Of(desk, q)) };
    }

    private static RoutingPolicy Of(RoutingPolicy desk, Queue queue) => desk with
    {
        MatchBy = queue.Match,
        Relax = [.. queue.Relax.Select(r => new RelaxStep(r.After, r.By))],
        OverflowAfter = (queue.Overflow?.After ?? []).ToImmutableDictionary(w => w.Priority, w => w.After),
        OverflowLength = queue.Overflow?.Length is { } length ? ImmutableDictionary<Tier, int>.Empty.Add(queue.Tier, length) : ImmutableDictionary<Tier, int>.Empty,
    };
}
