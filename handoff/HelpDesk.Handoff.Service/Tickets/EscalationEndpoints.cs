using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Http;
using HelpDesk.Handoff.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Answer = System.Threading.Tasks.Task<Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<HelpDesk.Handoff.Service.Tickets.TicketView>, Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>>;

namespace HelpDesk.Handoff.Service.Tickets;

/// <summary>The ways up, and what follows of them: vendor cases, major incidents, problems.</summary>
internal static class EscalationEndpoints
{
    public static void MapEscalations(this IEndpointRouteBuilder tickets)
    {
        tickets.MapPost("/{ticket}/escalate", Escalate).RequireAuthorization(DeskPolicies.WorkTickets).WithName("escalateTicket")
            .WithSummary("To a higher tier (functional), the lead (hierarchical), a vendor, or as an emergency (P1).");
        tickets.MapPost("/{ticket}/vendor-cases/update", UpdateCase).RequireAuthorization(DeskPolicies.WorkTickets).WithName("updateVendorCase").WithSummary("Keeps what the vendor said.");
        tickets.MapPost("/{ticket}/vendor-cases/close", CloseCase).RequireAuthorization(DeskPolicies.WorkTickets).WithName("closeVendorCase").WithSummary("Ends a vendor's case; work goes on.");
        tickets.MapPost("/{ticket}/incident", Incident).RequireAuthorization(DeskPolicies.WorkTickets).WithName("declareIncident")
            .WithSummary("Makes a P1 a major incident, or changes what everyone is told of it.");
        tickets.MapPost("/{ticket}/root-cause", RootCause).RequireAuthorization(DeskPolicies.WorkTickets).WithName("recordRootCause").WithSummary("Keeps the cause behind a problem.");
        tickets.MapPost("/{ticket}/known-error", KnownError).RequireAuthorization(DeskPolicies.WorkTickets).WithName("recordKnownError").WithSummary("Keeps a problem's cause with the way around it.");
    }

    private static Answer Escalate(string ticket, EscalateRequest request, TicketCall call, CancellationToken ct)
    {
        var fields = new Fields();
        var (kind, reason, skills) = (fields.NeedChoice<EscalationKind>("kind", request.Kind), fields.Need("reason", request.Reason), fields.Skills("skills", request.Skills));
        var queue = kind == EscalationKind.Functional ? fields.Need("queue", request.Queue) : null;
        var toVendor = kind == EscalationKind.Vendor && fields.Problem is null;
        var (vendor, reference) = toVendor ? (fields.Need("vendor", request.Vendor), fields.Need("reference", request.Reference)) : ("", "");
        return call.DoAsync(ticket, by => new TicketCommand.Escalate(kind, queue is null ? null : new QueueId(queue), reason, by)
        {
            Skills = skills,
            Statement = fields.Text("statement", request.Statement),
            Case = toVendor ? new TicketCommand.OpenVendorCase(new VendorId(vendor), reference, fields.Text("contact", request.Contact), by) : null,
        }, fields, ct);
    }

    private static Answer UpdateCase(string ticket, VendorCaseRequest request, TicketCall call, CancellationToken ct) =>
        Case(ticket, request, call, (vendor, reference, text, by) => new TicketCommand.UpdateVendorCase(vendor, reference, text, by), ct);

    private static Answer CloseCase(string ticket, VendorCaseRequest request, TicketCall call, CancellationToken ct) =>
        Case(ticket, request, call, (vendor, reference, text, by) => new TicketCommand.CloseVendorCase(vendor, reference, text, by), ct);

    private static Answer Case(string ticket, VendorCaseRequest request, TicketCall call, Func<VendorId, string, string, Actor, TicketCommand> command, CancellationToken ct)
    {
        var fields = new Fields();
        var (vendor, reference, text) = (fields.Need("vendor", request.Vendor), fields.Need("reference", request.Reference), fields.Need("text", request.Text));
        return call.DoAsync(ticket, by => command(new VendorId(vendor), reference, text, by), fields, ct);
    }

    private static async Answer Incident(string ticket, IncidentRequest request, TicketCall call, CancellationToken ct)
    {
        var fields = new Fields();
        var statement = fields.Need("statement", request.Statement);
        Instant? since = request.Since is { } given ? Instant.FromDateTimeOffset(given) : null;
        var isMajor = await call.LoadAsync(ticket, ct) is { Ticket.IsMajorIncident: true };
        return await call.DoAsync(ticket, by => isMajor
            ? new TicketCommand.UpdateMajorIncident(statement, by)
            : new TicketCommand.DeclareMajorIncident(statement, [.. request.Words ?? []], since, by), fields, ct);
    }

    private static Answer RootCause(string ticket, RootCauseRequest request, TicketCall call, CancellationToken ct)
    {
        var fields = new Fields();
        var cause = fields.Need("cause", request.Cause, 64_000);
        return call.DoAsync(ticket, by => new TicketCommand.RecordRootCause(cause, by), fields, ct);
    }

    private static Answer KnownError(string ticket, KnownErrorRequest request, TicketCall call, CancellationToken ct)
    {
        var fields = new Fields();
        var error = new KnownError(
            fields.Need("title", request.Title), fields.Need("symptom", request.Symptom, 64_000), fields.Need("cause", request.Cause, 64_000), fields.Need("workaround", request.Workaround, 64_000));
        return call.DoAsync(ticket, by => new TicketCommand.RecordKnownError(error, by), fields, ct);
    }
}
