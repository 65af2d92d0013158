using System.Text;
using HelpDesk.Handoff.Service.Lists;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Service.Projections;

/// <summary>
/// The SQL of a list. The plan is chosen here, not by the database: what narrows to a few rows (a person, an incident, an agent, rare words) is read and
/// sorted; anything else walks the index of its order, open tickets and the others each in their part of it, and stops at the end of the page.
/// </summary>
internal sealed class TicketSelect
{
    private readonly StringBuilder _where = new();
    private readonly Bindings _bindings = new();
    private readonly TicketQuery _query;

    private TicketSelect(TicketQuery query) => _query = query;

    /// <param name="words">Null where none are looked for.</param>
    /// <param name="hits">Every row with the words as a JSON array, where they are so few that they are the quickest way; else null.</param>
    /// <returns>Rows of version, ticket, moves, rank, ticks, id; one more than the page holds where there is a next one.</returns>
    public static (string Sql, Bindings Bindings) Of(TicketQuery query, IReadOnlyList<string>? words, string? hits) => new TicketSelect(query).Build(words, hits);

    private string Order => _query.Sort switch { TicketSort.Opened => "newest, id", TicketSort.Changed => "latest, id", _ => "rank, due, id" };

    private string Index => _query.Sort switch { TicketSort.Opened => "by_newest", TicketSort.Changed => "by_latest", _ => "by_due" };

    private string Cursor => _query.Sort switch { TicketSort.Opened => "0, newest, id", TicketSort.Changed => "0, latest, id", _ => "rank, due, id" };

    private (string Sql, Bindings Bindings) Build(IReadOnlyList<string>? words, string? hits)
    {
        var source = Source(hits);
        Filter();
        if (words is not null && (hits is null || source?.StartsWith("json", StringComparison.Ordinal) == false)) Say(words);
        After();
        var limit = _bindings.Add(_query.Limit + 1);
        var sql = source is null
            ? string.Join(" UNION ALL ", Parts().Select(open => Part($"tickets t INDEXED BY {Index} WHERE t.open = {open}", limit)))
            : Part($"{source}{(Parts() is [var only] ? $" AND t.open = {only}" : "")}", limit);
        return ($"SELECT b.version, b.ticket, b.moves, {Cursor} FROM (SELECT * FROM ({sql}) ORDER BY {Order} LIMIT {limit}) p CROSS JOIN bodies b ON b.row = p.row ORDER BY {Order}", _bindings);
    }

    private string Part(string from, string limit) =>
        $"SELECT * FROM (SELECT t.row AS row, t.{Order.Replace(", ", ", t.", StringComparison.Ordinal)} FROM {from}{_where} ORDER BY t.{Order.Replace(", ", ", t.", StringComparison.Ordinal)} LIMIT {limit})";

    /// <summary>What leads straight to the few rows; null where nothing does.</summary>
    private string? Source(string? hits)
    {
        var incident = _query.Incident is { } wanted ? $"t.incident = {_bindings.Add(TicketKeys.Of(wanted))}" : null;
        if (_query.Person is { } person)
            return $"people p CROSS JOIN tickets t ON t.row = p.row WHERE p.person = {_bindings.Add(person.Value)}{(incident is null ? "" : $" AND {incident}")}";
        if (incident is not null) return $"tickets t INDEXED BY by_incident WHERE {incident}";
        if (hits is not null) return $"json_each({_bindings.Add(hits)}) h CROSS JOIN tickets t ON t.row = h.value WHERE true";
        return _query.Agent is null ? null : $"tickets t INDEXED BY by_agent WHERE t.agent IS NOT NULL";
    }

    /// <summary>
    /// Frequent words are looked up in each ticket on the way: a page is full after a few of them, where collecting all hits first would take the longer the
    /// more there are.
    /// </summary>
    private void Say(IReadOnlyList<string> words)
    {
        var each = words.Select((w, i) => $"instr(s.words, {_bindings.Add(i == words.Count - 1 && w.Length > 1 ? $" {w}" : $" {w} ")}) > 0");
        Where($"EXISTS (SELECT 1 FROM said s WHERE s.row = t.row AND {string.Join(" AND ", each)})");
    }

    private int[] Parts()
    {
        var isOpen = _query.Open;
        if (_query.Statuses.Count > 0 && _query.Statuses.All(s => s <= TicketStatus.Paused)) isOpen ??= true;
        if (_query.Statuses.Count > 0 && _query.Statuses.All(s => s > TicketStatus.Paused)) isOpen ??= false;
        return isOpen switch { true => [1], false => [0], _ => [1, 0] };
    }

    private void Filter()
    {
        if (_query.Statuses.Count > 0) Where($"t.status IN ({string.Join(", ", _query.Statuses.Select(s => (int)s).Order())})");
        if (_query.Customers is { } customers) Where($"t.customer IN ({string.Join(", ", customers.Select(c => Name(c.Value)))})");
        if (_query.Queue is { } queue) Where($"t.queue = {Name(queue.Value)}");
        if (_query.Agent is { } agent) Where($"t.agent = {Name(agent.ToString())}");
        if (_query.Category is { } category) Where($"t.category = {Name(category.Value)}");
        if (_query.Tier is { } tier) Where($"t.tier = {_bindings.Add((int)tier)}");
        if (_query.Priority is { } priority) Where($"t.priority = {_bindings.Add((int)priority)}");
        if (_query.Kind is { } kind) Where($"t.kind = {_bindings.Add((int)kind)}");
        if (_query.Channel is { } channel) Where($"t.channel = {_bindings.Add((int)channel)}");
        if (_query.Breached is { } breached) Where($"t.breached = {_bindings.Add(breached ? 1 : 0)}");
        if (_query.DueBefore is { } due) Where($"t.due < {_bindings.Add(due.ToUnixTimeTicks())}");
        if (_query.OpenedFrom is { } from) Where($"t.newest <= {_bindings.Add(TicketKeys.Newest(from))}");
        if (_query.OpenedBefore is { } before) Where($"t.newest > {_bindings.Add(TicketKeys.Newest(before))}");
    }

    private void After()
    {
        if (_query.After is not { } after) return;
        var id = TicketKeys.Of(new TicketId(after.Id));
        Where(_query.Sort switch
        {
            TicketSort.Opened => $"(t.newest, t.id) > ({_bindings.Add(after.Ticks)}, {_bindings.Add(id)})",
            TicketSort.Changed => $"(t.latest, t.id) > ({_bindings.Add(after.Ticks)}, {_bindings.Add(id)})",
            _ => $"(t.rank, t.due, t.id) > ({_bindings.Add(after.Rank)}, {_bindings.Add(after.Ticks)}, {_bindings.Add(id)})",
        });
    }

    private string Name(string name) => $"(SELECT id FROM names WHERE name = {_bindings.Add(name)})";

    private void Where(string condition) => _where.Append(" AND ").Append(condition);
}
