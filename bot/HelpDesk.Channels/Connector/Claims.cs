using System.Text;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using Microsoft.Extensions.Options;
using NodaTime;

namespace HelpDesk.Channels.Connector;

/// <summary>
/// Where several hosts share one store, gives each conversation to one of them at a time; what a host that is gone has claimed is free again within
/// two minutes. A host that has the store to itself claims nothing.
/// </summary>
public sealed class Claims(IStore store, TimeProvider time, IOptions<OutboxOptions> options)
{
    // Longer than the longest call that the options allow.
    private static readonly Duration Lasts = Duration.FromMinutes(2);
    private readonly byte[] _mine = Encoding.UTF8.GetBytes($"\"{Guid.NewGuid():N}\"");

    /// <summary>Whether this host may deliver in the conversation now, and long enough for one call.</summary>
    internal async ValueTask<bool> HoldAsync(ConversationId conversation, DeliveryLane lane, CancellationToken ct)
    {
        if (!options.Value.IsShared)
            return true;
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        if (lane.ClaimedUntil is { } until && until - now > Duration.FromTimeSpan(options.Value.Timeout))
            return true;
        var key = OutboxDocuments.Claim(conversation);
        var found = await store.GetAsync(key, now, ct);
        if (found is not null && !found.Json.Span.SequenceEqual(_mine))
            return false;
        // It lapsed meanwhile: another host may have been here.
        if (found is null)
            lane.Forget();
        var claim = new Commit(now) { Checks = [new Check.DocumentAt(key, found?.Version ?? 0)], Writes = [new Write.Put(key, _mine, now + Lasts)] };
        if (await store.CommitAsync(claim, ct) is CommitResult.Conflict)
            return false;
        lane.ClaimedUntil = now + Lasts;
        return true;
    }

    /// <summary>Leaves the conversation to whoever is next.</summary>
    internal async ValueTask ReleaseAsync(ConversationId conversation, DeliveryLane lane)
    {
        if (lane.ClaimedUntil is null)
            return;
        lane.ClaimedUntil = null;
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var key = OutboxDocuments.Claim(conversation);
        if (await store.GetAsync(key, now, CancellationToken.None) is { } found && found.Json.Span.SequenceEqual(_mine))
            await store.CommitAsync(new Commit(now) { Checks = [new Check.DocumentAt(key, found.Version)], Writes = [new Write.Delete(key)] }, CancellationToken.None);
    }
}
