using HelpDesk.Handoff.Policy;
using NodaTime;

namespace HelpDesk.Handoff.Tickets.Rules;

/// <summary>What the SLA's timers record. Each due time is warned of once per percentage and breached once, whatever node's timer is first.</summary>
internal static class Clocks
{
    public static Decision Warn(TicketCommand.WarnSla c, DeskPolicy policy, Instant now)
    {
        if (Rights.Desk(c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        return policy.WarnAtPercent.Contains(c.Percent)
            ? Decision.Accept(new TicketEvent.SlaWarned(c.Clock, c.Percent, c.Due, now))
            : Decision.Refuse(Refusal.BadPercent);
    }

    public static Decision Breach(TicketCommand.BreachSla c, Instant now)
    {
        if (Rights.Desk(c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        return now < c.Due ? Decision.Refuse(Refusal.TooEarly) : Decision.Accept(new TicketEvent.SlaBreached(c.Clock, c.Due, now));
    }
}
