using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Http;
using HelpDesk.Handoff.Service.Storing;
using HelpDesk.Handoff.Service.Tickets;
using HelpDesk.Handoff.Service.Workers;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Sla.Clocks;
using HelpDesk.Handoff.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime.Extensions;
using Clock = HelpDesk.Handoff.Sla.Clocks.Clock;

namespace HelpDesk.Handoff.Service.Explaining;

/// <summary>Why a ticket is due when it is, weighs what it does, and goes to whom it goes.</summary>
internal static class ExplainEndpoints
{
    public static void MapExplain(this IEndpointRouteBuilder tickets)
    {
        var explain = tickets.MapGroup("/{ticket}/explain").RequireAuthorization(DeskPolicies.ReadTickets);
        explain.MapGet("/due", Due).WithName("explainDue").WithSummary("Every clock of the ticket, and in words how its due time comes about.");
        explain.MapGet("/priority", Priority).WithName("explainPriority").WithSummary("Each step that led to the category and priority.");
        explain.MapGet("/match", Match).WithName("explainMatch").WithSummary("Who could take it, best first, and what stands in the way of the others.");
    }

    private static async Task<Results<Ok<DueExplanation>, ProblemHttpResult>> Due(string ticket, TicketCall call, PolicyBook policies, TimeProvider time, CancellationToken ct)
    {
        if (await call.LoadAsync(ticket, ct) is not { } found) return Problems.NotFound("ticket");
        var policy = policies.Of(found.Ticket.PolicyVersion);
        var due = TicketClocks.Due(await call.Desk.HistoryAsync(found.Ticket.Id, ct), policy.Desk, policy.Sla) as SlaOutcome.Known;
        var now = time.GetCurrentInstant();
        return TypedResults.Ok(new DueExplanation(found.Ticket.PolicyVersion, [.. (due?.Clocks ?? []).Select(c => ClockView.Of(c, c.At(now)))]));
    }

    private static async Task<Results<Ok<PriorityExplanation>, ProblemHttpResult>> Priority(string ticket, TicketCall call, CancellationToken ct)
    {
        if (await call.LoadAsync(ticket, ct) is not { } found) return Problems.NotFound("ticket");
        var steps = (await call.Desk.HistoryAsync(found.Ticket.Id, ct)).Select(StepOf).OfType<PriorityStep>();
        return TypedResults.Ok(new PriorityExplanation(found.Ticket.Category?.Value, found.Ticket.Priority?.ToString(), [.. steps]));
    }

    private static async Task<Results<Ok<MatchExplanation>, ProblemHttpResult>> Match(string ticket, TicketCall call, DeskWorker worker, TimeProvider time, CancellationToken ct)
    {
        if (await call.LoadAsync(ticket, ct) is not { } found) return Problems.NotFound("ticket");
        if (HelpDesk.Handoff.Routing.Explaining.Explain(worker.Routing.State, found.Ticket.Id, time.GetCurrentInstant()) is not { } why)
            return TypedResults.Ok(new MatchExplanation(false, null, found.Ticket.Agent?.Value, null, 0, []));
        return TypedResults.Ok(new MatchExplanation(
            true, why.Position, why.Offered?.Agent.Value, why.Overflow is { } overflow ? Names<OverflowCause>.Of(overflow) : null, why.RelaxedLevels,
            [.. why.Agents.Select(a => new VerdictView(a.Agent.Value, (int)a.Tier, a.Obstacles.Count == 0, a.IsLastAgent, [.. a.Obstacles.Select(ObstacleWords.Of)]))]));
    }

    private static PriorityStep? StepOf(TicketEvent happened) => happened switch
    {
        TicketEvent.Triaged e => new(TicketView.At(e.At), e.Priority.ToString(), e.Category.Value, Names<ActorKind>.Of(e.By.Kind), e.Why),
        TicketEvent.Reprioritised e => new(TicketView.At(e.At), e.To.ToString(), null, Names<ActorKind>.Of(e.By.Kind), [e.Reason]),
        _ => null,
    };
}

public sealed record DueExplanation(string PolicyVersion, IReadOnlyList<ClockView> Clocks);

/// <param name="Kind">response, resolution, next-response, vendor or ola.</param>
/// <param name="Subject">The vendor's case, or the tier's number.</param>
/// <param name="State">running, out-of-hours, paused, met or stopped.</param>
/// <param name="MinutesLeft">Of the calendar's time; below zero when late.</param>
/// <param name="Words">How it comes about.</param>
public sealed record ClockView(string Kind, string? Subject, string State, DateTimeOffset? Due, double MinutesLeft, double PercentUsed, DateTimeOffset? BreachedAt, string Words)
{
    internal static ClockView Of(Clock clock, ClockReading reading) => new(
        Names<SlaClockKind>.Of(clock.Kind), clock.Subject, Names<ClockState>.Of(reading.State), TicketView.At(clock.Due), reading.Left.TotalMinutes,
        Math.Round(reading.PercentUsed, 1), TicketView.At(reading.BreachedAt), clock.Words(ClockPhrases.ForDesk));
}

public sealed record PriorityExplanation(string? Category, string? Priority, IReadOnlyList<PriorityStep> Steps);

public sealed record PriorityStep(DateTimeOffset At, string Priority, string? Category, string By, IReadOnlyList<string> Why);

/// <param name="Position">1 for the next to be served; null while it is offered, or does not wait.</param>
/// <param name="Agent">Who is offered it, or has it.</param>
public sealed record MatchExplanation(bool Waits, int? Position, Guid? Agent, string? Overflow, int RelaxedLevels, IReadOnlyList<VerdictView> Agents);

/// <param name="Obstacles">In words; empty where he can be offered it now.</param>
public sealed record VerdictView(Guid Agent, int Tier, bool Able, bool LastAgent, IReadOnlyList<string> Obstacles);
