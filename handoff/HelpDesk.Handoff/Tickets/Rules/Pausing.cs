using NodaTime;

namespace HelpDesk.Handoff.Tickets.Rules;

internal static class Pausing
{
    /// <summary>A pause for another reason ends the one before: at no time do two pauses run.</summary>
    public static Decision Pause(Ticket ticket, TicketCommand.Pause c, Instant now)
    {
        if (Rights.HolderOrDirector(ticket, c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        if (Text.Line(c.Why) is { } bad) return Decision.Refuse(bad);
        var timed = c.Reason == PauseReason.Scheduled ? c.Until > now : c.Until is null;
        if (!timed) return Decision.Refuse(Refusal.BadTime);
        var paused = new TicketEvent.Paused(c.Reason, c.Why, c.Until, c.By, now);
        return ticket.Pause is null ? Decision.Accept(paused) : Decision.Accept(new TicketEvent.Resumed(c.Why, c.By, now), paused);
    }

    public static Decision Resume(Ticket ticket, TicketCommand.Resume c, Instant now)
    {
        if (Rights.HolderOrDirector(ticket, c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        // The desk's timer ends scheduled pauses, and none before its time.
        if (c.By.Kind == ActorKind.Desk && ticket.Pause is { Until: { } until } && now < until) return Decision.Refuse(Refusal.TooEarly);
        return Decision.Accept(new TicketEvent.Resumed(c.Why, c.By, now));
    }
}
