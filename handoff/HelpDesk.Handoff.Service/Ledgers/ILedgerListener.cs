using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Service.Ledgers;

/// <summary>Hears every change in the order of the feed, on the thread that follows; must be quick and must not throw.</summary>
public interface ILedgerListener
{
    void Hear(TicketChange change);

    /// <param name="after">Null after the agent left.</param>
    void Hear(AgentId agent, AgentEvent happened, AgentRecord? after);
}
