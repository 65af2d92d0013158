using System.Text.Json;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Channels.Connector;

/// <summary>Finds what is to be delivered next in a conversation.</summary>
public sealed class DeliveryReader(IStore store, DeadLetters letters, TimeProvider time)
{
    private const int Page = 64;

    internal async Task<StoredCursor> CursorAsync(ConversationId conversation, CancellationToken ct) =>
        await store.GetAsync(OutboxDocuments.Cursor(conversation), Now(), ct) is { } stored
            ? new(JsonSerializer.Deserialize(stored.Json.Span, OutboxJson.Default.Cursor)!, stored.Version)
            : new(Cursor.Start, 0);

    internal async Task<DeliveryJob?> NextAsync(ConversationId conversation, DeliveryLane lane, CancellationToken ct) =>
        await AskedAsync(lane, ct) ?? await SaidAsync(conversation, lane, ct);

    // Null where nothing is asked for, or it is gone meanwhile.
    private async Task<DeliveryJob?> AskedAsync(DeliveryLane lane, CancellationToken ct)
    {
        while (lane.NextAsked() is { } id)
        {
            if (await store.GetAsync(OutboxDocuments.Asked(id), Now(), ct) is { } asked
                && await letters.FindAsync(id, ct) is { } letter && await letters.ActivityAsync(letter, ct) is { } activity)
            {
                var since = JsonSerializer.Deserialize(asked.Json.Span, OutboxJson.Default.AskedRecord)!.At;
                return new(activity, letter.Version, since, id);
            }

            await store.CommitAsync(new Commit(Now()) { Writes = [new Write.Delete(OutboxDocuments.Asked(id))] }, ct);
            lane.Answered(id);
        }

        return null;
    }

    private async Task<DeliveryJob?> SaidAsync(ConversationId conversation, DeliveryLane lane, CancellationToken ct)
    {
        if (lane.Read.Count == 0)
            lane.LookedAt = lane.Cursor!.Value.Delivered;
        while (true)
        {
            while (lane.Read.TryDequeue(out var said))
            {
                lane.LookedAt = said.Version;
                if (said.Type is ConversationEvents.Sent && ConversationEvents.Read(said) is var activity && Deliverable.Is(activity))
                    return new(activity, said.Version, said.At.ToDateTimeOffset(), null);
            }

            foreach (var found in await store.ReadStreamAsync(conversation.Stream, lane.LookedAt, Page, ct))
                lane.Read.Enqueue(found);
            if (lane.Read.Count == 0)
                return null;
        }
    }

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
