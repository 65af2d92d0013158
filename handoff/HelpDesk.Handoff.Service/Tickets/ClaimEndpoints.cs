using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Http;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Answer = System.Threading.Tasks.Task<Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<HelpDesk.Handoff.Service.Tickets.TicketView>, Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>>;

namespace HelpDesk.Handoff.Service.Tickets;

/// <summary>Taking a ticket, refusing it, handing it on. However many press at once, one agent gets it.</summary>
internal static class ClaimEndpoints
{
    public static void MapClaims(this IEndpointRouteBuilder tickets)
    {
        tickets.MapPost("/{ticket}/accept", Accept).RequireAuthorization(DeskPolicies.WorkTickets).WithName("acceptTicket")
            .WithSummary("Takes a ticket that is offered to you, or pulls it from a queue that allows it.");
        tickets.MapPost("/{ticket}/decline", Decline).RequireAuthorization(DeskPolicies.WorkTickets).WithName("declineTicket")
            .WithSummary("Refuses an offer, with the reason.");
        tickets.MapPost("/{ticket}/take-over", TakeOver).RequireAuthorization(DeskPolicies.WorkTickets).WithName("takeOverTicket")
            .WithSummary("Takes a ticket knowingly from the colleague who has it.");
        tickets.MapPost("/{ticket}/transfer", Transfer).RequireAuthorization(DeskPolicies.WorkTickets).WithName("transferTicket")
            .WithSummary("Hands a ticket to another queue, or to one colleague.");
    }

    private static async Answer Accept(string ticket, TicketCall call, StaffDesk staff, CancellationToken ct)
    {
        await staff.ArriveAsync(call.Caller.Agent!.Value, call.Caller.Subject, ct);
        return await call.DoAsync(ticket, by => new TicketCommand.Accept(by), new Fields(), ct);
    }

    private static Answer Decline(string ticket, DeclineRequest request, TicketCall call, CancellationToken ct)
    {
        var fields = new Fields();
        var reason = fields.Need("reason", request.Reason);
        return call.DoAsync(ticket, by => new TicketCommand.DeclineOffer(reason, by), fields, ct);
    }

    private static async Answer TakeOver(string ticket, TakeOverRequest request, TicketCall call, StaffDesk staff, CancellationToken ct)
    {
        await staff.ArriveAsync(call.Caller.Agent!.Value, call.Caller.Subject, ct);
        var fields = new Fields();
        fields.Need("agent", request.Agent);
        var from = new AgentId(fields.Id("agent", request.Agent) ?? default);
        return await call.DoAsync(ticket, by => new TicketCommand.TakeOver(from, by), fields, ct);
    }

    private static Answer Transfer(string ticket, TransferRequest request, TicketCall call, CancellationToken ct)
    {
        var fields = new Fields();
        var (reason, queue, skills) = (fields.Need("reason", request.Reason), fields.Text("queue", request.Queue), fields.Skills("skills", request.Skills));
        AgentId? agent = fields.Id("agent", request.Agent) is { } id ? new AgentId(id) : null;
        return call.DoAsync(ticket, by => new TicketCommand.Transfer(queue is null ? null : new QueueId(queue), agent, reason, by) { Skills = skills }, fields, ct);
    }
}
