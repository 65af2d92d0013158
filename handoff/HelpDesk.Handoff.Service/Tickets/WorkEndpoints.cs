using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Http;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Answer = System.Threading.Tasks.Task<Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<HelpDesk.Handoff.Service.Tickets.TicketView>, Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>>;

namespace HelpDesk.Handoff.Service.Tickets;

/// <summary>What an agent does with a ticket while he has it: wait, weigh it anew.</summary>
internal static class WorkEndpoints
{
    public static void MapWork(this IEndpointRouteBuilder tickets)
    {
        tickets.MapPost("/{ticket}/pause", Pause).RequireAuthorization(DeskPolicies.WorkTickets).WithName("pauseTicket")
            .WithSummary("Waits for the person, a vendor or a date.");
        tickets.MapPost("/{ticket}/resume", Resume).RequireAuthorization(DeskPolicies.WorkTickets).WithName("resumeTicket").WithSummary("Ends a pause.");
        tickets.MapPost("/{ticket}/priority", Prioritise).RequireAuthorization(DeskPolicies.WorkTickets).WithName("changePriority")
            .WithSummary("Changes the priority, outright or by impact and urgency; due times are worked out anew from the opening.");
        tickets.MapPost("/{ticket}/triage", Triage).RequireAuthorization(DeskPolicies.WorkTickets).WithName("triageTicket")
            .WithSummary("Says what the ticket is about, over what triage thought.");
        tickets.MapPost("/{ticket}/plan", Plan).RequireAuthorization(DeskPolicies.DirectTickets).WithName("changePlan").WithSummary("Puts the ticket under another plan.");
        tickets.MapPost("/{ticket}/reapply-policy", Reapply).RequireAuthorization(DeskPolicies.DirectTickets).WithName("reapplyPolicy")
            .WithSummary("Puts the ticket under today's policy instead of the one it was opened under.");
    }

    private static Answer Pause(string ticket, PauseRequest request, TicketCall call, CancellationToken ct)
    {
        var fields = new Fields();
        var (reason, why) = (fields.NeedChoice<PauseReason>("reason", request.Reason), fields.Need("why", request.Why));
        Instant? until = request.Until is { } given ? Instant.FromDateTimeOffset(given) : null;
        return call.DoAsync(ticket, by => new TicketCommand.Pause(reason, why, until, by), fields, ct);
    }

    private static Answer Resume(string ticket, ReasonRequest request, TicketCall call, CancellationToken ct)
    {
        var fields = new Fields();
        var why = fields.Text("reason", request.Reason) ?? "Work goes on.";
        return call.DoAsync(ticket, by => new TicketCommand.Resume(why, by), fields, ct);
    }

    private static Answer Prioritise(string ticket, PriorityRequest request, TicketCall call, PolicyBook policies, CancellationToken ct)
    {
        var fields = new Fields();
        var reason = fields.Need("reason", request.Reason);
        var (impact, urgency) = (fields.Choice<Impact>("impact", request.Impact), fields.Choice<Urgency>("urgency", request.Urgency));
        var priority = fields.Choice<Priority>("priority", request.Priority);
        if (priority is null && (impact is null || urgency is null)) fields.Add("priority", "It is missing.", "Give a priority, or impact and urgency.");
        var to = priority ?? policies.Current.Desk.Priorities.Of(impact ?? default, urgency ?? default);
        return call.DoAsync(ticket, by => new TicketCommand.Reprioritise(to, impact, urgency, reason, by), fields, ct);
    }

    private static Answer Triage(string ticket, TriageRequest request, TicketCall call, CancellationToken ct)
    {
        var fields = new Fields();
        var (category, reason) = (fields.Need("category", request.Category), fields.Need("reason", request.Reason));
        var (impact, urgency) = (fields.NeedChoice<Impact>("impact", request.Impact), fields.NeedChoice<Urgency>("urgency", request.Urgency));
        var priority = fields.Choice<Priority>("priority", request.Priority);
        return call.DoAsync(ticket, by => new TicketCommand.Triage(new CategoryId(category), impact, urgency, priority, [reason], by), fields, ct);
    }

    private static Answer Plan(string ticket, PlanRequest request, TicketCall call, CancellationToken ct)
    {
        var fields = new Fields();
        var (plan, reason) = (fields.Need("plan", request.Plan), fields.Need("reason", request.Reason));
        return call.DoAsync(ticket, by => new TicketCommand.ChangePlan(new PlanId(plan), reason, by), fields, ct);
    }

    private static Answer Reapply(string ticket, TicketCall call, CancellationToken ct) =>
        call.DoAsync(ticket, by => new TicketCommand.ReapplyPolicy(by), new Fields(), ct);
}
