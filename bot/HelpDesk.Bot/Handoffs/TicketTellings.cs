using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Hosting;
using HelpDesk.Bot.Resources;
using HelpDesk.Handoff.Service.Outlooks;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using Microsoft.Extensions.Options;
using NodaTime;

namespace HelpDesk.Bot.Handoffs;

/// <summary>Puts how a ticket stands into the person's language and time.</summary>
internal sealed class TicketTellings(PolicyBook policies, OutlookDesk outlooks, AgentNames names, IOptions<DeskOptions> options)
{
    public Telling Of(Ticket ticket, TurnFacts facts) => Of(ticket, facts.Texts, facts.Now);

    public Telling Of(Ticket ticket, Texts texts, Instant now) =>
        new(texts, policies.Current.Desk.Customer(ticket.Customer)?.Zone ?? policies.Current.Desk.Desk.Zone, now, options.Value.Contact);

    /// <summary>Everything about one ticket.</summary>
    public async Task<Taken> StandAsync(Speaking speaking, Ticket ticket, CancellationToken ct)
    {
        var outlook = Room.IsWaiting(ticket) ? await outlooks.OfAsync(ticket, ct) : null;
        var agent = await names.OfAsync(ticket.Agent, speaking.Facts.Texts, ct);
        return Taken.Saying(speaking.State, HandoffWords.Details(ticket, agent, await outlooks.DueAsync(ticket, ct), outlook, Of(ticket, speaking.Facts)));
    }

    public async Task<string> StateAsync(Ticket ticket, TurnFacts facts, CancellationToken ct) =>
        HandoffWords.State(ticket, await names.OfAsync(ticket.Agent, facts.Texts, ct), Of(ticket, facts));
}
