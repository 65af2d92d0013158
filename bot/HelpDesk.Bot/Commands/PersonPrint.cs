using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Bot.Persons;

namespace HelpDesk.Bot.Commands;

/// <summary>What the person commands print: what was found, what went, what stays and why.</summary>
internal static class PersonPrint
{
    public static void Exported(string path, PersonTrace trace, bool json)
    {
        if (json)
        {
            Json(new PersonAnswer(Of(trace)) { File = path });
            return;
        }
        Found(trace);
        Console.WriteLine($"Written to {path}, readable for you alone. It holds what people wrote, unencrypted.");
    }

    public static void Plan(PersonKey key, PersonTrace trace, bool json)
    {
        if (json)
        {
            Json(new PersonAnswer(Of(trace)) { Person = key.Text });
            return;
        }
        if (trace.IsEmpty)
        {
            Console.WriteLine($"The desk holds nothing about {key}.");
            return;
        }
        Found(trace);
        Console.WriteLine("Nothing was changed. Run this again with --yes to erase it; it cannot be undone.");
    }

    public static void Erased(PersonKey key, PersonTrace trace, ErasureReport report, bool onRedis, bool json)
    {
        if (json)
        {
            Json(new PersonAnswer(Of(trace)) { Person = key.Text, Erased = report, Stays = [.. Stays(trace, onRedis)] });
            return;
        }
        Console.WriteLine(report.IsEmpty ? "Nothing was left to erase." : "Erased:");
        Row(report.Activities, "message", " in conversations");
        Row(report.TicketEvents, "event", " of tickets");
        Row(report.Files, "uploaded file");
        Row(report.Documents, "document", " beside them: the bot's memory, the way to the person, kept answers, invitations");
        Row(report.Staff, "event", " of the agent's record");
        Row(report.Account ? 1 : 0, "account");
        Console.WriteLine("What stays, and why:");
        foreach (var line in Stays(trace, onRedis)) Console.WriteLine($"  - {line}");
    }

    private static IEnumerable<string> Stays(PersonTrace trace, bool onRedis)
    {
        if (!trace.Conversations.IsEmpty) yield return "That something was said, and when: conversations keep their order, and votes on articles their count. Neither holds words or names.";
        if (trace.Tickets.Any(t => t.IsTheirs)) yield return "Tickets with number, times, priority, queue, agent, rating and SLA: the desk's measures rest on them. Their person is called erased.";
        if (trace.Conversations.Any(c => !c.IsTheirs) || trace.Tickets.Any(t => !t.IsTheirs)) yield return "What others wrote in groups and in their own tickets: it is theirs. If it names the person, change it there.";
        if (trace.Agent is not null) yield return "Which tickets the agent worked on, by an id, and what was written to others as their agent: it belongs to those tickets.";
        if (!trace.Audit.IsEmpty) yield return $"{Many(trace.Audit.Length, "line")} of the audit, with an id in it: who changed rights must stay provable. Retention:Audit limits how long.";
        yield return "Backups taken before, and archives exported before, hold all of it. Delete them, or erase again after each restore.";
        yield return onRedis
            ? "Redis' append-only file holds the old bytes until it is rewritten: run 'redis-cli BGREWRITEAOF' now."
            : "Snapshots of the disk or file system taken before hold the old bytes.";
        yield return "What webhooks and other bots were told before: ask those who run them.";
    }

    private static void Found(PersonTrace trace)
    {
        var (own, groups) = (trace.Conversations.Where(c => c.IsTheirs).ToArray(), trace.Conversations.Where(c => !c.IsTheirs).ToArray());
        var (theirs, others) = (trace.Tickets.Where(t => t.IsTheirs).ToArray(), trace.Tickets.Where(t => !t.IsTheirs).ToArray());
        Console.WriteLine("Found:");
        Row(own.Length, "conversation", $", {Many(own.Sum(c => c.Activities), "message")}");
        Row(groups.Length, "group", $", {Many(groups.Sum(c => c.Activities), "message")} of or to the person");
        Row(theirs.Length, "ticket", $": {Numbers(theirs)}");
        Row(others.Length, "ticket", $" of others that name the person: {Numbers(others)}");
        Row(trace.Account is null ? 0 : 1, "account");
        Row(trace.Agent is null ? 0 : 1, "agent's record");
        Row(trace.Audit.Length, "line", " of the audit");
    }

    private static string Numbers(IEnumerable<TicketTrace> tickets) => string.Join(", ", tickets.Select(t => t.IsOpen ? $"{t.Number} (open)" : t.Number));

    private static void Row(long count, string what, string rest = "")
    {
        if (count > 0) Console.WriteLine($"  {Many(count, what)}{rest}");
    }

    private static string Many(long count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private static PersonFound Of(PersonTrace trace) => new(
        [.. trace.Conversations.Select(c => new FoundConversation(c.Conversation.ToString(), c.IsTheirs, c.Activities))],
        [.. trace.Tickets.Select(t => new FoundTicket(t.Number, t.IsTheirs, t.IsOpen, t.Events))], trace.Account is not null, trace.Agent is not null, trace.Audit.Length);

    private static void Json(PersonAnswer answer) => Console.WriteLine(JsonSerializer.Serialize(answer, PersonPrintJson.Default.PersonAnswer));
}

internal sealed record PersonAnswer(PersonFound Found)
{
    public string? Person { get; init; }
    public string? File { get; init; }
    public ErasureReport? Erased { get; init; }
    public IReadOnlyList<string>? Stays { get; init; }
}

internal sealed record PersonFound(IReadOnlyList<FoundConversation> Conversations, IReadOnlyList<FoundTicket> Tickets, bool Account, bool Agent, int AuditLines);

internal sealed record FoundConversation(string Conversation, bool Theirs, int Messages);

internal sealed record FoundTicket(string Number, bool Theirs, bool Open, int Events);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PersonAnswer))]
internal sealed partial class PersonPrintJson : JsonSerializerContext;
