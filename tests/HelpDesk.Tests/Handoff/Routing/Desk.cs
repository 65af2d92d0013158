using System.Collections.Immutable;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Routing;

/// <summary>A small desk to write tables against: agents and tickets by number, times in minutes and seconds after nine.</summary>
internal static class Desk
{
    public static readonly Instant Nine = Instant.FromUtc(2026, 3, 2, 9, 0);
    public static readonly SkillId Network = new("networking");

    public static Instant At(int minutes, int seconds = 0) => Nine + Duration.FromMinutes(minutes) + Duration.FromSeconds(seconds);

    public static AgentId AgentNo(int number) => new(GuidOf(number, 0xA));

    public static TicketId TicketNo(int number) => new(GuidOf(number, 0x7));

    public static Agent Agent(int number, Tier tier = Tier.ServiceDesk, int level = 0, int chats = 1) => new(AgentNo(number))
    {
        Tiers = [tier],
        Skills = level > 0 ? ImmutableDictionary<SkillId, SkillGrade>.Empty.Add(Network, new SkillGrade(level)) : ImmutableDictionary<SkillId, SkillGrade>.Empty,
        Capacity = new WorkUnits(chats, 2),
        Presence = Presence.Available,
    };

    public static WaitingTicket Ticket(int number, Priority priority = Priority.P3, int due = 120, int opened = 0, Demand? demand = null) =>
        new(TicketNo(number), priority, At(due), At(opened), At(opened), demand ?? new Demand(Tier.ServiceDesk));

    public static Demand Networking(int level, Tier tier = Tier.ServiceDesk) => new(tier, skills: [new SkillDemand(Network, level)]);

    public static RoutingState With(this RoutingState state, params RoutingEvent[] events) => events.Aggregate(state, Folding.Apply);

    public static RoutingState With(this RoutingState state, params Agent[] agents) =>
        agents.Aggregate(state, (s, a) => Folding.Apply(s, new RoutingEvent.AgentChanged(a, Nine)));

    public static RoutingState With(this RoutingState state, params WaitingTicket[] tickets) =>
        tickets.Aggregate(state, (s, t) => Folding.Apply(s, new RoutingEvent.TicketQueued(t, t.Opened)));

    public static RoutingState Empty(RoutingPolicy? policy = null) => RoutingState.Start(policy ?? RoutingPolicy.Default);

    /// <summary>The ticket is offered to the agent and taken.</summary>
    public static RoutingState Holding(this RoutingState state, int ticket, int agent, Instant at) => state.With(
        new RoutingEvent.TicketOffered(new Offer(TicketNo(ticket), AgentNo(agent), WorkKind.Chat, 1, at, at + Duration.FromSeconds(30), new OfferReason(MatchBy.LongestIdle, false, null, 0)), at),
        new RoutingEvent.OfferAccepted(TicketNo(ticket), AgentNo(agent), at));

    /// <summary>The offers as "ticket to agent" by number.</summary>
    public static string Told(IEnumerable<Offer> offers) => string.Join(", ", offers.Select(o => $"{NumberOf(o.Ticket.Value)}>{NumberOf(o.Agent.Value)}"));

    private static Guid GuidOf(int number, byte kind) => new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, kind);

    private static int NumberOf(Guid id) => BitConverter.ToInt32(id.ToByteArray(), 0);
}
