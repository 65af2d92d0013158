using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Routing;

/// <summary>Why an agent's answer to an offer does not count.</summary>
public enum OfferRefusal { NotOffered, OfferedToAnother, OfferExpired, AlreadyHeld }

/// <summary>An agent's answer to an offer: the event it makes, nothing to do, or why not.</summary>
public readonly record struct AnswerResult(RoutingEvent? Event, OfferRefusal? Refused)
{
    public bool IsAccepted => Refused is null;

    internal static AnswerResult Refuse(OfferRefusal why) => new(null, why);
}

/// <summary>Accepting and declining offers. Exactly one agent gets a ticket, however many press at once.</summary>
public static class Answering
{
    /// <summary>A second press by the agent who has it already is no error and makes no event.</summary>
    public static AnswerResult Accept(RoutingState state, TicketId ticket, AgentId agent, Instant now)
    {
        if (state.Held.TryGetValue(ticket, out var held))
            return held.Agent == agent ? default : AnswerResult.Refuse(OfferRefusal.AlreadyHeld);
        return Refusal(state, ticket, agent, now) is { } refusal
            ? AnswerResult.Refuse(refusal)
            : new AnswerResult(new RoutingEvent.OfferAccepted(ticket, agent, now), null);
    }

    public static AnswerResult Decline(RoutingState state, TicketId ticket, AgentId agent, DeclineReason reason, Instant now) =>
        Refusal(state, ticket, agent, now) is { } refusal
            ? AnswerResult.Refuse(refusal)
            : new AnswerResult(new RoutingEvent.OfferDeclined(ticket, agent, reason, now), null);

    private static OfferRefusal? Refusal(RoutingState state, TicketId ticket, AgentId agent, Instant now)
    {
        if (!state.Offers.TryGetValue(ticket, out var offer))
            return state.Held.ContainsKey(ticket) ? OfferRefusal.AlreadyHeld : OfferRefusal.NotOffered;
        if (offer.Agent != agent)
            return OfferRefusal.OfferedToAnother;
        return offer.HasExpired(now) ? OfferRefusal.OfferExpired : null;
    }
}
