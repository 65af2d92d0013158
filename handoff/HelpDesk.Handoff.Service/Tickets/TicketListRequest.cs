using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Http;
using HelpDesk.Handoff.Service.Lists;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Service.Tickets;

/// <summary>Filters of a list; what is left out does not narrow it.</summary>
/// <param name="Status">One or several, separated by commas.</param>
/// <param name="Open">Only those that somebody still has to do something about, or only the others.</param>
/// <param name="Agent">An agent's id, or <c>me</c>.</param>
/// <param name="Q">Words in number, subject or talk; the last may be a beginning.</param>
/// <param name="Sort">due (P1 first, then what is due earliest), opened or changed (newest first).</param>
/// <param name="Limit">1 to 200; 50 where it is missing.</param>
/// <param name="Cursor">As the page before gave it.</param>
internal sealed record TicketListRequest(
    string? Status, bool? Open, string? Queue, int? Tier, string? Agent, string? Person, string? Customer, string? Priority, string? Category, string? Kind,
    string? Channel, string? Incident, bool? Breached, DateTimeOffset? DueBefore, DateTimeOffset? OpenedFrom, DateTimeOffset? OpenedBefore, string? Q, string? Sort, int? Limit, string? Cursor)
{
    private const int MostRows = 200;

    public TicketQuery Read(Fields fields, DeskCaller caller)
    {
        if (Limit is < 1 or > MostRows) fields.Add("limit", $"{Limit} is out of range.", $"Use 1 to {MostRows}.");
        TicketCursor? after = null;
        if (!string.IsNullOrEmpty(Cursor) && !TicketCursor.TryParse(Cursor, out var cursor)) fields.Add("cursor", "It is no cursor.", "Use the one that came with the page before, unchanged.");
        else if (!string.IsNullOrEmpty(Cursor) && TicketCursor.TryParse(Cursor, out cursor)) after = cursor;
        return new TicketQuery
        {
            Customers = CustomersOf(caller),
            Statuses = (Status ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(s => fields.Choice<TicketStatus>("status", s)).OfType<TicketStatus>().ToHashSet(),
            Open = Open,
            Queue = Queue is null ? null : new QueueId(Queue),
            Tier = Tier is { } tier ? (HelpDesk.Handoff.Tickets.Tier)tier : null,
            Agent = Agent == "me" ? caller.Agent : fields.Id("agent", Agent) is { } agent ? new AgentId(agent) : null,
            Person = Person is null ? null : new PersonId(Person),
            Priority = fields.Choice<Priority>("priority", Priority),
            Category = Category is null ? null : new CategoryId(Category),
            Kind = fields.Choice<TicketKind>("kind", Kind),
            Channel = fields.Choice<TicketChannel>("channel", Channel),
            Incident = fields.Id("incident", Incident) is { } incident ? new TicketId(incident) : null,
            Breached = Breached,
            DueBefore = DueBefore is { } due ? Instant.FromDateTimeOffset(due) : null,
            OpenedFrom = OpenedFrom is { } from ? Instant.FromDateTimeOffset(from) : null,
            OpenedBefore = OpenedBefore is { } before ? Instant.FromDateTimeOffset(before) : null,
            Text = fields.Text("q", Q, 200),
            Sort = fields.Choice<TicketSort>("sort", Sort) ?? TicketSort.Due,
            Limit = Limit ?? 50,
            After = after,
        };
    }

    /// <summary>What is asked for, and never more than the caller may see.</summary>
    private IReadOnlySet<CustomerId>? CustomersOf(DeskCaller caller)
    {
        if (string.IsNullOrEmpty(Customer)) return caller.Customers;
        return caller.MaySee(new CustomerId(Customer)) ? new HashSet<CustomerId> { new(Customer) } : new HashSet<CustomerId>();
    }
}
