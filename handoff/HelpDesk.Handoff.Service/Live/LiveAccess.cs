using System.Security.Claims;
using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Ledgers;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Service.Live;

/// <summary>Who may hear what; asked when somebody subscribes, and again at every event.</summary>
internal sealed class LiveAccess(Ledger ledger, PolicyBook policies, HandoffOptions options)
{
    private static readonly DeskPolicies.Grant Reading = DeskPolicies.All[DeskPolicies.ReadTickets];

    /// <summary>The caller by these claims; null where they open the hub no more.</summary>
    public DeskCaller? CallerOf(ClaimsPrincipal? user) =>
        user is not null && DeskCaller.Of(user) is { } caller && caller.IsOf(options.Desk) && Reading.Allows(caller) ? caller : null;

    public bool MayHear(DeskCaller caller, LiveTopic topic) => topic.Kind switch
    {
        LiveTopicKind.Lead => SeesAll(caller),
        LiveTopicKind.Agent => SeesAll(caller) || (caller.HasRole(DeskRoles.Agent) && caller.Agent?.ToString() == topic.Name),
        LiveTopicKind.Queue => policies.Current.Desk.Queues.Any(q => q.Id.Value == topic.Name),
        _ => Guid.TryParse(topic.Name, out var id) && ledger.Find(new TicketId(id)) is { } found && caller.MaySee(found.Ticket.Customer),
    };

    /// <summary>Agents' events belong to the whole desk: a caller of some customers does not get them.</summary>
    public static bool MayHear(DeskCaller caller, LiveEvent happened) =>
        happened.Customer is { } customer ? caller.MaySee(customer) : caller.Customers is null || caller.Agent?.Value == happened.Change.Agent;

    private static bool SeesAll(DeskCaller caller) => caller.IsLead || caller.HasRole(DeskRoles.Admin) || caller.HasRole(DeskRoles.Auditor);
}
