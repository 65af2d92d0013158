using System.Text.Json;
using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Lists;
using HelpDesk.Handoff.Service.Tickets;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;

namespace HelpDesk.Handoff.Service.Feeds;

/// <summary>One event of the desk.</summary>
/// <param name="Position">Resume after it.</param>
/// <param name="Type">Its stored name, such as ticket.accepted or agent.presence-set.</param>
/// <param name="Data">Its fields, as they are stored.</param>
public sealed record FeedEventView(long Position, string Type, Guid Subject, long Version, DateTimeOffset At, JsonElement Data);

/// <param name="Next">Send it as <c>after</c>; it moves on even where nothing was for you.</param>
public sealed record FeedPageView(IReadOnlyList<FeedEventView> Events, long Next);

/// <summary>The desk's events from the store's feed, as far as a caller may see them; waits for more.</summary>
internal sealed class FeedReader(IStore store, ITicketLists lists, TimeProvider time)
{
    /// <summary>Signals are lossy: the feed is looked at this often all the same.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);
    private const int PageSize = 500;

    /// <summary>At most <paramref name="max"/> events after a position, without waiting.</summary>
    public async Task<FeedPageView> ReadAsync(long after, int max, DeskCaller caller, CancellationToken ct)
    {
        var events = new List<FeedEventView>();
        while (events.Count < max)
        {
            var page = await store.ReadFeedAsync(after, PageSize, ct);
            foreach (var stored in page)
            {
                if (events.Count == max) break;
                after = stored.Position;
                if (SubjectOf(stored.Stream) is { } subject && await MaySeeAsync(stored, subject, caller, ct))
                    events.Add(new(stored.Position, stored.Type, subject, stored.Version, TicketView.At(stored.At), JsonElement.Parse(stored.Json.Span)));
            }
            if (page.Count < PageSize) break;
        }
        return new(events, after);
    }

    /// <summary>As <see cref="ReadAsync"/>; waits up to <paramref name="most"/> for the first event.</summary>
    public async Task<FeedPageView> WaitAsync(long after, int max, TimeSpan most, DeskCaller caller, CancellationToken ct)
    {
        var until = time.GetUtcNow() + most;
        while (true)
        {
            var moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var listening = store.Listen(Signal.FeedTopic, _ => moved.TrySetResult());
            var page = await ReadAsync(after, max, caller, ct);
            var left = until - time.GetUtcNow();
            if (page.Events.Count > 0 || left <= TimeSpan.Zero) return page;
            after = page.Next;
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
            await Task.WhenAny(moved.Task, Task.Delay(left < Poll ? left : Poll, time, enough.Token));
            await enough.CancelAsync();
            ct.ThrowIfCancellationRequested();
        }
    }

    public Task<long> PositionAsync(CancellationToken ct) => store.GetFeedPositionAsync(ct);

    /// <summary>Conversations, articles and the rest of the store are not the desk's feed.</summary>
    internal static Guid? SubjectOf(StreamId stream)
    {
        var value = stream.Value;
        var isOurs = value.StartsWith("ticket/", StringComparison.Ordinal) || value.StartsWith("agent/", StringComparison.Ordinal);
        return isOurs && Guid.TryParse(value.AsSpan(value.IndexOf('/', StringComparison.Ordinal) + 1), out var id) ? id : null;
    }

    private async Task<bool> MaySeeAsync(StoredEvent stored, Guid subject, DeskCaller caller, CancellationToken ct)
    {
        if (caller.Customers is null) return true;
        return stored.Type.StartsWith("ticket.", StringComparison.Ordinal)
            && await lists.CustomerOfAsync(new TicketId(subject), ct) is { } customer && caller.MaySee(customer);
    }
}
