using System.Runtime.CompilerServices;
using HelpDesk.Storage;

namespace HelpDesk.Handoff.Service.Writing;

/// <summary>Reads a ticket's stream from its beginning.</summary>
internal static class TicketStreams
{
    private const int PageSize = 500;

    /// <summary>Its events up to a version, oldest first.</summary>
    public static async IAsyncEnumerable<StoredEvent> ReadAsync(IStore store, StreamId stream, long through, [EnumeratorCancellation] CancellationToken ct)
    {
        for (long after = 0; after < through;)
        {
            var page = await store.ReadStreamAsync(stream, after, (int)Math.Min(PageSize, through - after), ct);
            foreach (var stored in page) yield return stored;
            if (page.Count == 0) yield break;
            after = page[^1].Version;
        }
    }
}
