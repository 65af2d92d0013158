using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;

namespace HelpDesk.Handoff.Service.Persons;

/// <summary>Takes a person out of the desk's staff: the record goes, and the profiles in its stream lose name, address, hours and absences.</summary>
public sealed class AgentEraser(IStore store, StaffDesk staff)
{
    public static StreamId StreamOf(AgentId agent) => AgentEvents.StreamOf(agent);

    /// <summary>The profile without the person; null for other events, and where it is so already.</summary>
    public static byte[]? Without(StoredEvent stored)
    {
        if (!AgentEvents.TryRead(stored, out var happened) || happened is not AgentEvent.ProfileSet { Profile: var profile } set || profile.Name == Erasing.Words) return null;
        var nobody = profile with { Name = Erasing.Words, Email = "", Skills = [], Languages = [], Chats = null, Tickets = null, Shifts = null, Absences = [] };
        return AgentEvents.ToStored(set with { Profile = nobody }).Json.ToArray();
    }

    /// <returns>How many events lost what they said of the person.</returns>
    public async Task<long> EraseAsync(AgentId agent, string by, RedactionTerms terms, CancellationToken ct)
    {
        if (await staff.FindAsync(agent, ct) is not null) await staff.RemoveAsync(agent, by, ct);
        return await store.RedactAsync(StreamOf(agent), Without, terms, ct) ?? 0;
    }
}
