using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Service.Ledgers;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Service.Storing;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Handoff.Service.Workers;

/// <summary>
/// Finds agents whose console has gone without a word: the process died, the laptop closed, the node that held the line is down. The policy's grace
/// counts from the last contact.
/// </summary>
internal sealed class ContactWatch(IStore store, Ledger ledger, StaffDesk staff, Duration silence)
{
    private static readonly Duration Interval = Duration.FromSeconds(5);

    public Instant Next { get; private set; }

    /// <summary>False where the lease has passed on.</summary>
    public async Task<bool> LookAsync(Check fence, Instant now, CancellationToken ct)
    {
        if (now < Next) return true;
        Next = now + Interval;
        foreach (var document in await store.ReadAllAsync(Documents.Contacts, now, ct))
        {
            var last = Documents.Read(document, StoredJson.Default.AgentContact).At;
            if (now - last < silence || !Guid.TryParse(document.Key.Id, out var id)) continue;
            if (ledger.Find(new AgentId(id)) is not { DisconnectedSince: null, Presence: not Presence.Offline }) continue;
            // The contact is checked too: a word in this very moment keeps the line.
            var terms = new StaffTerms { Fence = fence, Contact = new Check.DocumentAt(document.Key, document.Version) };
            if (await staff.DisconnectAsync(new AgentId(id), last, terms, ct) is StaffOutcome.Overtaken { Failed: var failed } && failed == fence) return false;
        }
        return true;
    }
}
