using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Service.Ledgers;

/// <summary>Hears every change in the order of the feed, on the thread that follows; must be quick and must not throw.</summary>
public interface ILedgerListener
{
    void Hear(TicketChange change);

    /// <summary>Events of a ticket were redacted: what was remembered of their words and people must go.</summary>
    /// <param name="after">The ticket folded again; its clocks are what they were.</param>
    /// <param name="history">All of its events.</param>
    /// <param name="position">Of the mark in the feed.</param>
    void HearRedacted(LedgerTicket after, IReadOnlyList<TicketEvent> history, long position);

    /// <param name="after">Null after the agent left.</param>
    void Hear(AgentId agent, AgentEvent happened, AgentRecord? after);
}
