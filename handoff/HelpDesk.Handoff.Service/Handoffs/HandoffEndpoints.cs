using System.Text.Json;
using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Http;
using HelpDesk.Handoff.Service.Repeats;
using HelpDesk.Handoff.Service.Workers;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace HelpDesk.Handoff.Service.Handoffs;

/// <summary>Other bots hand their conversations to this desk, and follow what becomes of them.</summary>
internal static class HandoffEndpoints
{
    public static void MapHandoffs(this IEndpointRouteBuilder app)
    {
        var handoffs = app.MapGroup("/handoffs").RequireAuthorization(DeskPolicies.HandOff).WithTags("Handoffs");
        handoffs.MapPost("/", Initiate).WithName("handOff").WithSummary("Hands a conversation to people; also takes the Bot Framework's handoff.initiate event.");
        handoffs.MapGet("/{ticket}", Status).WithName("getHandoff").WithSummary("What has become of a handoff, with the Bot Framework's handoff.status event.");
    }

    private static async Task<Results<Created<HandoffView>, Ok<HandoffView>, ProblemHttpResult>> Initiate(
        HandoffRequest request, TicketCall call, PolicyBook policies, DeskWorker worker, CancellationToken ct)
    {
        var fields = new Fields();
        var order = HandoffReading.Read(request, policies.Current.Desk, Actor.Bot, fields);
        var terms = call.Terms(fields);
        if (fields.Problem is { } wrong) return wrong;
        if (!call.Caller.MaySee(order.Customer)) return Problems.Refused(Refusal.UnknownCustomer, "You do not serve that customer.");
        var say = Opening.PathOf($"{order.Subject}\n{order.Text}", policies.Current)?.Say;
        if (call.Once is { } once)
            once.Answer = t => new StoredAnswer("", StatusCodes.Status201Created, LocationOf(t.Ticket), null, JsonSerializer.Serialize(View(t.Ticket, worker, say), ApiJson.Default.HandoffView));
        return await call.Desk.OpenAsync(order, terms, ct) switch
        {
            TicketOutcome.Done done => TypedResults.Created(LocationOf(done.Ticket.Ticket), View(done.Ticket.Ticket, worker, say)),
            TicketOutcome.AlreadySo so => TypedResults.Ok(View(so.Ticket.Ticket, worker, say)),
            var other => call.Problem(other),
        };
    }

    private static async Task<Results<Ok<HandoffView>, ProblemHttpResult>> Status(string ticket, TicketCall call, DeskWorker worker, CancellationToken ct) =>
        await call.LoadAsync(ticket, ct) is { Ticket.Transcript: not null } found ? TypedResults.Ok(View(found.Ticket, worker, null)) : Problems.NotFound("handoff");

    private static string LocationOf(Ticket ticket) => $"/v1/handoffs/{ticket.Id}";

    private static HandoffView View(Ticket ticket, DeskWorker worker, string? say)
    {
        var (state, message) = StateOf(ticket);
        var conversation = ticket.Transcript!.Conversation;
        var status = state == "waiting" ? null : new HandoffStatusActivity("event", "handoff.status", new(conversation), new(state, message));
        return new(ticket.Id.Value, ticket.Number, state, PositionOf(ticket, worker.Routing.State), ticket.Agent?.Value, conversation, say, status);
    }

    private static (string State, string? Message) StateOf(Ticket ticket) => ticket.Status switch
    {
        TicketStatus.New or TicketStatus.Queued or TicketStatus.Offered => ("waiting", null),
        TicketStatus.Assigned or TicketStatus.Paused => ("accepted", null),
        TicketStatus.Cancelled => ("failed", "It was cancelled."),
        _ => ("completed", null),
    };

    private static int? PositionOf(Ticket ticket, RoutingState state) =>
        state.Waiting.TryGetValue(ticket.Id, out var waiting)
            ? state.Waiting.Values.Count(other => !state.Offers.ContainsKey(other.Id) && QueueOrder.Instance.Compare(other, waiting) < 0) + 1
            : null;
}
