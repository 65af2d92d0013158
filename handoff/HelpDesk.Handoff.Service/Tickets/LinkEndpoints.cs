using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Http;
using HelpDesk.Handoff.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Answer = System.Threading.Tasks.Task<Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<HelpDesk.Handoff.Service.Tickets.TicketView>, Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>>;

namespace HelpDesk.Handoff.Service.Tickets;

/// <summary>What a ticket belongs to, and who follows it.</summary>
internal static class LinkEndpoints
{
    public static void MapLinks(this IEndpointRouteBuilder tickets)
    {
        tickets.MapPost("/{ticket}/links", Link).RequireAuthorization(DeskPolicies.WorkTickets).WithName("linkTicket").WithSummary("Links a ticket to an incident, a problem or a duplicate.");
        tickets.MapPost("/{ticket}/unlink", Unlink).RequireAuthorization(DeskPolicies.WorkTickets).WithName("unlinkTicket").WithSummary("Takes a link away.");
        tickets.MapPost("/{ticket}/merge", Merge).RequireAuthorization(DeskPolicies.WorkTickets).WithName("mergeTicket").WithSummary("Ends a duplicate; its people follow the ticket that lives on.");
        tickets.MapPost("/{ticket}/followers", Follow).RequireAuthorization(DeskPolicies.Annotate).WithName("addFollower").WithSummary("Adds somebody who sees the ticket or is told of it.");
        tickets.MapPost("/{ticket}/unfollow", Unfollow).RequireAuthorization(DeskPolicies.Annotate).WithName("removeFollower").WithSummary("Takes a follower away.");
    }

    private static Answer Link(string ticket, LinkRequest request, TicketCall call, CancellationToken ct) =>
        WithOtherAsync(ticket, request, call, (kind, to, by) => new TicketCommand.Link(kind, to, by), ct);

    private static Answer Unlink(string ticket, LinkRequest request, TicketCall call, CancellationToken ct) =>
        WithOtherAsync(ticket, request, call, (kind, to, by) => new TicketCommand.Unlink(kind, to, by), ct);

    private static async Answer WithOtherAsync(string ticket, LinkRequest request, TicketCall call, Func<LinkKind, TicketId, Actor, TicketCommand> command, CancellationToken ct)
    {
        var fields = new Fields();
        var kind = fields.NeedChoice<LinkKind>("kind", request.Kind);
        var to = await OtherAsync(fields, "ticket", request.Ticket, call, ct);
        return await call.DoAsync(ticket, by => command(kind, to, by), fields, ct);
    }

    private static async Answer Merge(string ticket, MergeRequest request, TicketCall call, CancellationToken ct)
    {
        var fields = new Fields();
        var into = await OtherAsync(fields, "into", request.Into, call, ct);
        var terms = call.Terms(fields);
        if (fields.Problem is { } wrong) return wrong;
        if (await call.LoadAsync(ticket, ct) is not { } duplicate || await call.Desk.LoadAsync(into, ct) is not { } target) return Problems.NotFound("ticket");
        // The duplicate first: the answer and If-Match are about it.
        var orders = Incidents.Merge(duplicate.Ticket, target.Ticket, call.Caller.Actor).OrderBy(o => o.Ticket == into);
        return call.Answer(await call.Desk.DoAsync([.. orders], terms, ct));
    }

    private static Answer Follow(string ticket, FollowerRequest request, TicketCall call, CancellationToken ct)
    {
        var (fields, person, kind) = Read(request);
        return call.DoAsync(ticket, by => new TicketCommand.Follow(person, kind, by), fields, ct);
    }

    private static Answer Unfollow(string ticket, FollowerRequest request, TicketCall call, CancellationToken ct)
    {
        var (fields, person, kind) = Read(request);
        return call.DoAsync(ticket, by => new TicketCommand.Unfollow(person, kind, by), fields, ct);
    }

    private static (Fields Fields, PersonId Person, FollowerKind Kind) Read(FollowerRequest request)
    {
        var fields = new Fields();
        return (fields, new PersonId(fields.Need("person", request.Person, 400)), fields.Choice<FollowerKind>("kind", request.Kind) ?? FollowerKind.Watcher);
    }

    private static async Task<TicketId> OtherAsync(Fields fields, string field, string? other, TicketCall call, CancellationToken ct)
    {
        if (await call.LoadAsync(fields.Need(field, other, 100), ct) is { } found) return found.Ticket.Id;
        if (!string.IsNullOrWhiteSpace(other)) fields.Add(field, $"There is no ticket '{other}' that you may see.", "Use a ticket's id or number.");
        return default;
    }
}
