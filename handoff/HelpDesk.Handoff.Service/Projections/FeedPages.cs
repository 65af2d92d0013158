using System.Threading.Channels;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;
using HelpDesk.Storage;

namespace HelpDesk.Handoff.Service.Projections;

/// <summary>An event of a ticket's stream.</summary>
/// <param name="Happened">Null where this program does not know its kind or shape.</param>
/// <param name="IsRedaction">Earlier events of the ticket read otherwise now.</param>
internal sealed record FeedEvent(TicketId Ticket, long Version, TicketEvent? Happened, bool IsRedaction);

/// <param name="Last">The newest event of the page, whatever stream it is of.</param>
internal sealed record FeedPage(IReadOnlyList<FeedEvent> Events, FeedMark Last);

/// <summary>Reads the feed ahead of the fold: reading and parsing take about as long as folding and writing, and go on beside them.</summary>
internal static class FeedPages
{
    private const int PageSize = 4096;
    private const int PagesAhead = 4;
    private const string Prefix = "ticket/";

    /// <summary>Everything after a position up to where the feed ends by the time it is reached.</summary>
    public static async IAsyncEnumerable<FeedPage> ReadAsync(IStore store, long after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var pages = Channel.CreateBounded<FeedPage>(new BoundedChannelOptions(PagesAhead) { SingleReader = true, SingleWriter = true });
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var reading = Task.Run(() => PumpAsync(store, after, pages.Writer, enough.Token), CancellationToken.None);
        try
        {
            await foreach (var page in pages.Reader.ReadAllAsync(ct))
                yield return page;
        }
        finally
        {
            await enough.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await reading;
    }

    private static async Task PumpAsync(IStore store, long after, ChannelWriter<FeedPage> pages, CancellationToken ct)
    {
        try
        {
            while (await store.ReadFeedAsync(after, PageSize, ct) is { Count: > 0 } read)
            {
                await pages.WriteAsync(new FeedPage(Parse(read), FeedMark.Of(read[^1])), ct);
                after = read[^1].Position;
                if (read.Count < PageSize) return;
            }
        }
        finally
        {
            pages.TryComplete();
        }
    }

    private static List<FeedEvent> Parse(IReadOnlyList<StoredEvent> read)
    {
        var events = new List<FeedEvent>(read.Count);
        foreach (var stored in read)
        {
            if (!stored.Stream.Value.StartsWith(Prefix, StringComparison.Ordinal) || !Guid.TryParse(stored.Stream.Value.AsSpan(Prefix.Length), out var id)) continue;
            var isKnown = TicketEvents.TryRead(stored.Type, stored.Schema, stored.Json.Span, out var happened);
            events.Add(new FeedEvent(new TicketId(id), stored.Version, isKnown ? happened : null, stored.Type == TicketEvents.Redacted));
        }
        return events;
    }
}
