using System.Globalization;
using System.Text.Json;
using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Repeats;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Service.Tickets;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Handoff.Service.Http;

/// <summary>One call about a ticket: who calls, on which version, under which idempotency key; and what is answered. Bound from the request.</summary>
internal sealed class TicketCall
{
    private readonly HttpContext _http;

    private TicketCall(HttpContext http)
    {
        _http = http;
        Caller = DeskCaller.Of(http.User) ?? throw new InvalidOperationException("An endpoint without a policy was called.");
        Desk = http.RequestServices.GetRequiredService<TicketDesk>();
    }

    public DeskCaller Caller { get; }
    public TicketDesk Desk { get; }
    public Once? Once => _http.Features.Get<Once>();

    /// <summary>For changes of agents under the request's idempotency key.</summary>
    public StaffTerms StaffTerms => new() { Once = Once, AnswerOf = record => new StoredAnswer(
        "", StatusCodes.Status200OK, null, null, JsonSerializer.Serialize(AgentView.Of(record), ApiJson.Default.AgentView)) };

    public static ValueTask<TicketCall?> BindAsync(HttpContext context) => ValueTask.FromResult<TicketCall?>(new TicketCall(context));

    /// <summary>The id of what people name by id or by number; null where there is none.</summary>
    public async Task<TicketId?> FindAsync(string ticket, CancellationToken ct) =>
        Guid.TryParse(ticket, out var id) ? new TicketId(id) : ticket.Length <= 40 && ticket.Contains('-', StringComparison.Ordinal) ? await Desk.FindAsync(ticket, ct) : null;

    /// <summary>The ticket, where the caller may see it.</summary>
    public async Task<StoredTicket?> LoadAsync(string ticket, CancellationToken ct) =>
        await FindAsync(ticket, ct) is { } id && await Desk.LoadAsync(id, ct) is { } found && Caller.MaySee(found.Ticket.Customer) ? found : null;

    /// <summary>Gives the command in the caller's name.</summary>
    public Task<Results<Ok<TicketView>, ProblemHttpResult>> DoAsync(string ticket, Func<Actor, TicketCommand> command, Fields fields, CancellationToken ct) =>
        DoAsync(ticket, command, Caller.Actor, fields, ct);

    /// <summary>Gives the command in the name of the person that a bot speaks for, or of the staff member who calls.</summary>
    public Task<Results<Ok<TicketView>, ProblemHttpResult>> DoForPersonAsync(string ticket, string? person, Func<Actor, TicketCommand> command, Fields fields, CancellationToken ct)
    {
        var actor = Caller.Actor;
        if (!actor.IsStaff) actor = Actor.Of(new PersonId(fields.Need("person", person, 400)));
        return DoAsync(ticket, command, actor, fields, ct);
    }

    public async Task<Results<Ok<TicketView>, ProblemHttpResult>> DoAsync(string ticket, Func<Actor, TicketCommand> command, Actor by, Fields fields, CancellationToken ct)
    {
        var terms = Terms(fields);
        if (fields.Problem is { } wrong) return wrong;
        if (await FindAsync(ticket, ct) is not { } id) return Problems.NotFound("ticket");
        return Answer(await Desk.DoAsync(id, command(by), terms, ct));
    }

    public WriteTerms Terms(Fields fields, int status = StatusCodes.Status200OK)
    {
        if (Once is { } once) once.Answer = ticket => Stored(ticket, status);
        return new WriteTerms { IfVersion = IfMatch(fields), MaySee = t => Caller.MaySee(t.Customer), Once = Once };
    }

    public Results<Ok<TicketView>, ProblemHttpResult> Answer(TicketOutcome outcome) => outcome switch
    {
        TicketOutcome.Done done => Ok(done.Ticket),
        TicketOutcome.AlreadySo so => Ok(so.Ticket),
        _ => Problem(outcome),
    };

    public ProblemHttpResult Problem(TicketOutcome outcome)
    {
        if (outcome is TicketOutcome.Stale stale) Tag(stale.Ticket.Version);
        return outcome switch
        {
            TicketOutcome.Refused refused => Problems.Refused(refused.Reason, refused.Words),
            TicketOutcome.UnknownAgent => Problems.Of(StatusCodes.Status422UnprocessableEntity, "unknown-agent", "No such agent.", "The desk has no such agent. A lead or an admin enrols agents."),
            TicketOutcome.Stale changed => Problems.Stale(changed.Ticket.Version),
            TicketOutcome.Repeated => Problems.Of(StatusCodes.Status409Conflict, "repeated", "Asked twice at once.", "The same request was answered a moment ago. Send it again to get that answer."),
            _ => Problems.NotFound("ticket"),
        };
    }

    public void Tag(long version) => _http.Response.Headers.ETag = ETag(version);

    private Ok<TicketView> Ok(StoredTicket ticket)
    {
        Tag(ticket.Version);
        return TypedResults.Ok(TicketView.Of(ticket.Ticket, ticket.Version, null));
    }

    private static StoredAnswer Stored(StoredTicket ticket, int status) => new(
        "", status, status == StatusCodes.Status201Created ? $"/v1/tickets/{ticket.Ticket.Id}" : null, ETag(ticket.Version),
        JsonSerializer.Serialize(TicketView.Of(ticket.Ticket, ticket.Version, null), ApiJson.Default.TicketView));

    private static string ETag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    private long? IfMatch(Fields fields)
    {
        var text = _http.Request.Headers.IfMatch.ToString().Trim();
        if (text is "" or "*") return null;
        if (long.TryParse(text.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)) return version;
        fields.Add("If-Match", $"'{text}' is no version.", "Use the ETag that came with the ticket, such as \"12\".");
        return null;
    }
}
