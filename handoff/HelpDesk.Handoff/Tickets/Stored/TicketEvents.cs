using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HelpDesk.Handoff.Tickets.Stored;

/// <summary>
/// How ticket events are stored: one stream per ticket (<c>ticket/…</c>), a stored name for each kind of event, and one schema number for
/// all shapes together. An event of a kind or shape that this version does not know is left unread: a newer node wrote it.
/// </summary>
public static class TicketEvents
{
    /// <summary>Today's shapes. Raise it when a shape changes in a way that old JSON no longer fits, and add an <see cref="Upcast"/>.</summary>
    public const int Schema = 1;

    /// <summary>
    /// Stored with redactions of a ticket's events. It is no fact of the ticket and only counts, but whoever remembers the ticket folds it again from its stream.
    /// </summary>
    public const string Redacted = "ticket.redacted";

    /// <summary>From older shapes to today's. None yet: the first shapes are today's.</summary>
    public static IReadOnlyList<Upcast> Upcasts { get; } = [];

    private sealed record Kind(string Name, Type Type, Func<TicketEvent, byte[]> Write, Func<ReadOnlySpan<byte>, TicketEvent?> Read);

    private static readonly Kind[] Kinds =
    [
        Form("ticket.opened", TicketJson.Default.Opened),
        Form("ticket.triaged", TicketJson.Default.Triaged),
        Form("ticket.queued", TicketJson.Default.Queued),
        Form("ticket.offered", TicketJson.Default.Offered),
        Form("ticket.offer-declined", TicketJson.Default.OfferDeclined),
        Form("ticket.offer-expired", TicketJson.Default.OfferExpired),
        Form("ticket.accepted", TicketJson.Default.Accepted),
        Form("ticket.replied", TicketJson.Default.Replied),
        Form("ticket.noted", TicketJson.Default.Noted),
        Form("ticket.customer-wrote", TicketJson.Default.CustomerWrote),
        Form("ticket.message-amended", TicketJson.Default.Amended),
        Form("ticket.paused", TicketJson.Default.Paused),
        Form("ticket.resumed", TicketJson.Default.Resumed),
        Form("ticket.escalated", TicketJson.Default.Escalated),
        Form("ticket.transferred", TicketJson.Default.Transferred),
        Form("ticket.reprioritised", TicketJson.Default.Reprioritised),
        Form("ticket.plan-changed", TicketJson.Default.PlanChanged),
        Form("ticket.policy-reapplied", TicketJson.Default.PolicyReapplied),
        Form("ticket.linked", TicketJson.Default.Linked),
        Form("ticket.unlinked", TicketJson.Default.Unlinked),
        Form("ticket.merged", TicketJson.Default.MergedInto),
        Form("ticket.duplicate-absorbed", TicketJson.Default.DuplicateAbsorbed),
        Form("ticket.resolved", TicketJson.Default.Resolved),
        Form("ticket.confirmed", TicketJson.Default.Confirmed),
        Form("ticket.reopened", TicketJson.Default.Reopened),
        Form("ticket.closed", TicketJson.Default.Closed),
        Form("ticket.cancelled", TicketJson.Default.Cancelled),
        Form("ticket.surveyed", TicketJson.Default.Surveyed),
        Form("ticket.sla-warned", TicketJson.Default.SlaWarned),
        Form("ticket.sla-breached", TicketJson.Default.SlaBreached),
        Form("ticket.vendor-case-opened", TicketJson.Default.VendorCaseOpened),
        Form("ticket.vendor-case-updated", TicketJson.Default.VendorCaseUpdated),
        Form("ticket.vendor-case-closed", TicketJson.Default.VendorCaseClosed),
        Form("ticket.root-cause-recorded", TicketJson.Default.RootCauseRecorded),
        Form("ticket.known-error-recorded", TicketJson.Default.KnownErrorRecorded),
        Form("ticket.major-incident-declared", TicketJson.Default.MajorIncidentDeclared),
        Form("ticket.major-incident-updated", TicketJson.Default.MajorIncidentUpdated),
        Form("ticket.agent-went-silent", TicketJson.Default.AgentWentSilent),
        Form("ticket.returned-to-queue", TicketJson.Default.ReturnedToQueue),
        Form("ticket.follower-added", TicketJson.Default.FollowerAdded),
        Form("ticket.follower-removed", TicketJson.Default.FollowerRemoved),
    ];

    private static readonly FrozenDictionary<string, Kind> ByName = Kinds.ToFrozenDictionary(k => k.Name, StringComparer.Ordinal);
    private static readonly FrozenDictionary<Type, Kind> ByType = Kinds.ToFrozenDictionary(k => k.Type);

    /// <summary>Every stored name, in the order of the events.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Kinds.Select(k => k.Name)];

    public static string StreamOf(TicketId ticket) => $"ticket/{ticket}";

    /// <summary>The stored name of an event's kind.</summary>
    public static string NameOf(TicketEvent happened) => ByType[happened.GetType()].Name;

    public static StoredForm ToStored(TicketEvent happened)
    {
        var kind = ByType[happened.GetType()];
        return new(kind.Name, Schema, kind.Write(happened), happened.At);
    }

    /// <summary>The event of a stored form; false where its kind or shape is newer than this version.</summary>
    /// <exception cref="JsonException">The JSON is not what was stored under that name: the store is damaged.</exception>
    public static bool TryRead(string type, int schema, ReadOnlySpan<byte> json, out TicketEvent happened)
    {
        happened = null!;
        if (schema > Schema || !ByName.TryGetValue(type, out var kind)) return false;
        var read = schema == Schema ? kind.Read(json) : kind.Read(Upcasting.Raise(type, schema, json, Schema, Upcasts));
        happened = read ?? throw new JsonException($"A {type} is null.");
        return true;
    }

    private static Kind Form<T>(string name, JsonTypeInfo<T> shape) where T : TicketEvent =>
        new(name, typeof(T), e => JsonSerializer.SerializeToUtf8Bytes((T)e, shape), json => JsonSerializer.Deserialize(json, shape));
}
