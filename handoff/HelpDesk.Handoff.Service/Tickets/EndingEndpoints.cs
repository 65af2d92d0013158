using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Http;
using HelpDesk.Handoff.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Answer = System.Threading.Tasks.Task<Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<HelpDesk.Handoff.Service.Tickets.TicketView>, Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>>;

namespace HelpDesk.Handoff.Service.Tickets;

/// <summary>How a ticket ends, and how it comes back.</summary>
internal static class EndingEndpoints
{
    public static void MapEndings(this IEndpointRouteBuilder tickets)
    {
        tickets.MapPost("/{ticket}/resolve", Resolve).RequireAuthorization(DeskPolicies.WorkTickets).WithName("resolveTicket").WithSummary("Says what was done; the person confirms or reopens.");
        tickets.MapPost("/{ticket}/confirm", Confirm).RequireAuthorization(DeskPolicies.HandOff).WithName("confirmTicket").WithSummary("The person says that it is solved.");
        tickets.MapPost("/{ticket}/reopen", Reopen).RequireAuthorization(DeskPolicies.SpeakForPerson).WithName("reopenTicket").WithSummary("It was not solved after all.");
        tickets.MapPost("/{ticket}/close", Close).RequireAuthorization(DeskPolicies.WorkTickets).WithName("closeTicket").WithSummary("Closes a resolved ticket at once.");
        tickets.MapPost("/{ticket}/cancel", Cancel).RequireAuthorization(DeskPolicies.SpeakForPerson).WithName("cancelTicket").WithSummary("Nobody needs it any more.");
        tickets.MapPost("/{ticket}/survey", Survey).RequireAuthorization(DeskPolicies.HandOff).WithName("rateTicket").WithSummary("The person rates the help, once.");
    }

    private static Answer Resolve(string ticket, ResolveRequest request, TicketCall call, CancellationToken ct)
    {
        var fields = new Fields();
        var (note, code, article) = (fields.Need("note", request.Note, 64_000), fields.Need("code", request.Code), fields.Text("article", request.Article));
        return call.DoAsync(ticket, by => new TicketCommand.Resolve(note, code, article is null ? null : new ArticleId(article), by), fields, ct);
    }

    private static Answer Confirm(string ticket, PersonRequest request, TicketCall call, CancellationToken ct) =>
        call.DoForPersonAsync(ticket, request.Person, by => new TicketCommand.Confirm(by), new Fields(), ct);

    private static Answer Reopen(string ticket, PersonReasonRequest request, TicketCall call, CancellationToken ct)
    {
        var fields = new Fields();
        var reason = fields.Need("reason", request.Reason, 64_000);
        return call.DoForPersonAsync(ticket, request.Person, by => new TicketCommand.Reopen(reason, by), fields, ct);
    }

    private static Answer Close(string ticket, TicketCall call, CancellationToken ct) => call.DoAsync(ticket, by => new TicketCommand.Close(by), new Fields(), ct);

    private static Answer Cancel(string ticket, CancelRequest request, TicketCall call, CancellationToken ct)
    {
        var fields = new Fields();
        var (reason, why) = (fields.NeedChoice<CancelReason>("reason", request.Reason), fields.Text("why", request.Why) ?? "");
        return call.DoForPersonAsync(ticket, request.Person, by => new TicketCommand.Cancel(reason, why, by), fields, ct);
    }

    private static Answer Survey(string ticket, SurveyRequest request, TicketCall call, CancellationToken ct)
    {
        var fields = new Fields();
        var comment = fields.Text("comment", request.Comment, 64_000);
        if (request.Rating is null) fields.Add("rating", "It is missing.", "Give a number from 1 to 5.");
        return call.DoForPersonAsync(ticket, request.Person, by => new TicketCommand.Survey(request.Rating ?? 0, comment, by), fields, ct);
    }
}
