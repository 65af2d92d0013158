using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Http;
using HelpDesk.Handoff.Service.Tickets;
using HelpDesk.Handoff.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace HelpDesk.Handoff.Service.Talk;

/// <summary>An agent changes or takes back what he wrote; where the channel can, the person sees the new words in the old place.</summary>
internal static class AmendEndpoints
{
    private const int LongestText = 64_000;

    public static void MapAmendments(this IEndpointRouteBuilder tickets)
    {
        tickets.MapPut("/{ticket}/messages/{message}", Change).RequireAuthorization(DeskPolicies.WorkTickets).WithName("changeReply").WithSummary("Other words for one of the agent's latest replies.");
        tickets.MapDelete("/{ticket}/messages/{message}", TakeBack).RequireAuthorization(DeskPolicies.WorkTickets).WithName("takeReplyBack").WithSummary("Takes one of the agent's latest replies back.");
    }

    private static Task<Results<Ok<TicketView>, ProblemHttpResult>> Change(string ticket, string message, MessageRequest request, TicketCall call, CancellationToken ct)
    {
        var fields = new Fields();
        return AmendAsync(ticket, message, fields.Need("text", request.Text, LongestText), fields, call, ct);
    }

    private static Task<Results<Ok<TicketView>, ProblemHttpResult>> TakeBack(string ticket, string message, TicketCall call, CancellationToken ct) =>
        AmendAsync(ticket, message, null, new Fields(), call, ct);

    private static async Task<Results<Ok<TicketView>, ProblemHttpResult>> AmendAsync(string ticket, string message, string? text, Fields fields, TicketCall call, CancellationToken ct)
    {
        if (await call.LoadAsync(ticket, ct) is not { } found) return Problems.NotFound("ticket");
        var own = (await call.Desk.HistoryAsync(found.Ticket.Id, ct)).OfType<TicketEvent.Replied>().Any(r => r.Message.Value == message && r.Agent == call.Caller.Agent);
        return own ? await call.DoAsync(ticket, by => new TicketCommand.Amend(new MessageId(message), text, by), fields, ct) : Problems.NotFound("message of yours");
    }
}
