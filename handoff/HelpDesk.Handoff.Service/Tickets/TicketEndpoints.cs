using System.Text.Json;
using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Http;
using HelpDesk.Handoff.Service.Lists;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Sla.Clocks;
using HelpDesk.Handoff.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace HelpDesk.Handoff.Service.Tickets;

/// <summary>Opening, reading and looking through tickets.</summary>
internal static class TicketEndpoints
{
    public static void MapTickets(this IEndpointRouteBuilder tickets)
    {
        tickets.MapPost("/", Open).RequireAuthorization(DeskPolicies.OpenTickets).WithName("openTicket").WithSummary("Opens a ticket: form, phone, walk-up, e-mail. Triage and queue are the desk's.");
        tickets.MapGet("/", List).RequireAuthorization(DeskPolicies.ReadTickets).WithName("listTickets").WithSummary("Lists and searches tickets, page by page.");
        tickets.MapGet("/{ticket}", Get).RequireAuthorization(DeskPolicies.ReadTickets).WithName("getTicket").WithSummary("One ticket, by id or number, with its due times.");
        tickets.MapGet("/{ticket}/history", History).RequireAuthorization(DeskPolicies.ReadTickets).WithName("getHistory").WithSummary("Everything that happened to a ticket, oldest first.");
    }

    private static async Task<Results<Created<TicketView>, Ok<TicketView>, ProblemHttpResult>> Open(
        OpenTicketRequest request, TicketCall call, PolicyBook policies, CancellationToken ct)
    {
        var fields = new Fields();
        var order = await OrderAsync(request, call, policies.Current.Desk, fields, ct);
        var terms = call.Terms(fields, StatusCodes.Status201Created);
        if (fields.Problem is { } wrong) return wrong;
        if (!call.Caller.MaySee(order.Customer)) return Problems.Refused(Refusal.UnknownCustomer, "You do not serve that customer.");
        return await call.Desk.OpenAsync(order, terms, ct) switch
        {
            TicketOutcome.Done done => Created(call, done.Ticket),
            TicketOutcome.AlreadySo so => TypedResults.Ok(Show(call, so.Ticket)),
            var other => call.Problem(other),
        };
    }

    private static async Task<OpenOrder> OrderAsync(OpenTicketRequest r, TicketCall call, DeskPolicy policy, Fields fields, CancellationToken ct)
    {
        var text = fields.Text("text", r.Text, 64_000);
        var subject = fields.Text("subject", r.Subject) ?? FirstLine(text);
        if (subject is null) fields.Add("subject", "It is missing.", "Give a subject, or a text.");
        var follows = r.Follows is null ? null : await call.LoadAsync(r.Follows, ct);
        if (r.Follows is not null && follows is null) fields.Add("follows", $"There is no ticket '{r.Follows}' that you may see.", "Use a ticket's id or number.");
        return new OpenOrder(
            fields.Choice<TicketKind>("kind", r.Kind) ?? TicketKind.Incident, fields.Choice<TicketChannel>("channel", r.Channel) ?? TicketChannel.Portal,
            new PersonId(fields.Need("person", r.Person, 400)), CustomerOf(r.Customer, policy, fields), subject ?? "", text, call.Caller.Actor)
        {
            Language = fields.Text("language", r.Language, 10),
            Category = fields.Text("category", r.Category) is { } category ? new CategoryId(category) : null,
            Impact = fields.Choice<Impact>("impact", r.Impact),
            Urgency = fields.Choice<Urgency>("urgency", r.Urgency),
            Priority = fields.Choice<Priority>("priority", r.Priority),
            Queue = fields.Text("queue", r.Queue) is { } queue ? new QueueId(queue) : null,
            Skills = r.Skills is null ? null : fields.Skills("skills", r.Skills),
            Follows = follows?.Ticket.Id,
            IsVip = r.Vip ?? false,
        };
    }

    internal static CustomerId CustomerOf(string? customer, DeskPolicy policy, Fields fields)
    {
        if (fields.Text("customer", customer) is { } named) return new CustomerId(named);
        if (policy.Customers.Count != 1) fields.Add("customer", "It is missing.", $"Use one of {string.Join(", ", policy.Customers.Select(c => c.Id))}.");
        return policy.Customers[0].Id;
    }

    internal static string? FirstLine(string? text)
    {
        const int Longest = 120;
        var line = text?.Split('\n', 2)[0].Trim();
        return line is { Length: > Longest } ? line[..Longest].TrimEnd() + "…" : line;
    }

    private static Created<TicketView> Created(TicketCall call, StoredTicket ticket) =>
        TypedResults.Created($"/v1/tickets/{ticket.Ticket.Id}", Show(call, ticket));

    internal static TicketView Show(TicketCall call, StoredTicket ticket)
    {
        call.Tag(ticket.Version);
        return TicketView.Of(ticket.Ticket, ticket.Version, null);
    }

    private static async Task<Results<Ok<TicketView>, ProblemHttpResult>> Get(string ticket, TicketCall call, PolicyBook policies, CancellationToken ct)
    {
        if (await call.LoadAsync(ticket, ct) is not { } found) return Problems.NotFound("ticket");
        var policy = policies.Of(found.Ticket.PolicyVersion);
        var due = TicketClocks.Due(await call.Desk.HistoryAsync(found.Ticket.Id, ct), policy.Desk, policy.Sla) as SlaOutcome.Known;
        call.Tag(found.Version);
        return TypedResults.Ok(TicketView.Of(found.Ticket, found.Version, due));
    }

    private static async Task<Results<Ok<TicketListView>, ProblemHttpResult>> List(
        [AsParameters] TicketListRequest request, TicketCall call, ITicketLists lists, CancellationToken ct)
    {
        var fields = new Fields();
        var query = request.Read(fields, call.Caller);
        if (fields.Problem is { } wrong) return wrong;
        var page = await lists.FindAsync(query, ct);
        return TypedResults.Ok(new TicketListView([.. page.Rows.Select(r => TicketView.Of(r.Ticket, r.Version, r.Due))], page.Next?.ToString()));
    }

    private static async Task<Results<Ok<HistoryView>, ProblemHttpResult>> History(string ticket, TicketCall call, CancellationToken ct)
    {
        if (await call.LoadAsync(ticket, ct) is not { } found) return Problems.NotFound("ticket");
        var history = await call.Desk.StoredHistoryAsync(found.Ticket.Id, ct);
        return TypedResults.Ok(new HistoryView([.. history.Select(h => new HistoryEventView(h.Stored.Version, h.Stored.Type, TicketView.At(h.Stored.At), JsonElement.Parse(h.Stored.Json.Span)))]));
    }
}

/// <param name="Next">Send it as <c>cursor</c> for the next page; null on the last one.</param>
public sealed record TicketListView(IReadOnlyList<TicketView> Tickets, string? Next);

public sealed record HistoryView(IReadOnlyList<HistoryEventView> Events);

/// <param name="Type">The event's stored name, such as ticket.accepted.</param>
/// <param name="Data">Its fields.</param>
public sealed record HistoryEventView(long Version, string Type, DateTimeOffset At, JsonElement Data);
