using HelpDesk.Handoff.Service.Storing;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Handoff.Service.Leases;

/// <summary>Who runs the workers, renewed again and again: document <c>lease/workers</c>.</summary>
internal sealed record Lease(string Holder, Instant Until);

/// <summary>Changes only when the workers change hands: document <c>lease-token/workers</c>. Its version is what a worker's commit checks.</summary>
internal sealed record LeaseToken(string Holder, long Number);

/// <summary>
/// At most one node runs the workers. A node that was stopped, cut off or asleep may still believe that it holds the lease; its commits carry the token's
/// version and fail once another node has taken over, so that nothing is done twice.
/// </summary>
/// <param name="node">Unique to this run of this node.</param>
public sealed class LeaseKeeper(IStore store, string node, Duration length)
{
    /// <summary>How far two nodes' clocks may be apart.</summary>
    public static readonly Duration ClockTolerance = Duration.FromSeconds(2);

    private static readonly DocumentKey LeaseKey = new("lease", "workers");
    private static readonly DocumentKey TokenKey = new("lease-token", "workers");
    private Instant _until;
    private Instant _renew;

    public string Node => node;

    /// <summary>What every commit of a worker must check; null while another node has the lease.</summary>
    public Check? Fence { get; private set; }

    /// <summary>When to call <see cref="KeepAsync"/> again at the latest.</summary>
    public Instant Next => _renew;

    /// <summary>Takes, renews or watches the lease; gives the fence while it is held.</summary>
    public async Task<Check?> KeepAsync(Instant now, CancellationToken ct)
    {
        if (now < _renew && (Fence is null || now < _until)) return Fence;
        // A document that expires by itself would go by one node's clock alone: the time is kept inside, and judged with tolerance.
        var (lease, version) = await store.ReadAsync(LeaseKey, StoredJson.Default.Lease, now, ct);
        var isOurs = lease?.Holder == node && Fence is not null;
        if (isOurs) await RenewAsync(version, now, ct);
        else if (lease is null || lease.Holder == node || now >= lease.Until + ClockTolerance) await TakeAsync(version, now, ct);
        else Lose();
        _renew = now + length / 3;
        return Fence;
    }

    /// <summary>Lets another node in at once, when this one stops in order.</summary>
    public async Task ReleaseAsync(Instant now, CancellationToken ct)
    {
        if (Fence is not { } fence) return;
        Lose();
        await store.CommitAsync(new Commit(now) { Checks = [fence], Writes = [new Write.Delete(LeaseKey)] }, ct);
    }

    /// <summary>A commit was refused by the fence: another node has taken over.</summary>
    public void Lose() => (Fence, _renew) = (null, Instant.MinValue);

    private async Task RenewAsync(long version, Instant now, CancellationToken ct)
    {
        var renewed = await store.CommitAsync(new Commit(now)
        {
            Checks = [new Check.DocumentAt(LeaseKey, version), Fence!],
            Writes = [Documents.Put(LeaseKey, new Lease(node, now + length), StoredJson.Default.Lease)],
        }, ct);
        if (renewed is CommitResult.Committed) _until = now + length;
        else Lose();
    }

    private async Task TakeAsync(long version, Instant now, CancellationToken ct)
    {
        var (token, tokenVersion) = await store.ReadAsync(TokenKey, StoredJson.Default.LeaseToken, now, ct);
        var taken = await store.CommitAsync(new Commit(now)
        {
            Checks = [new Check.DocumentAt(LeaseKey, version), new Check.DocumentAt(TokenKey, tokenVersion)],
            Writes =
            [
                Documents.Put(LeaseKey, new Lease(node, now + length), StoredJson.Default.Lease),
                Documents.Put(TokenKey, new LeaseToken(node, (token?.Number ?? 0) + 1), StoredJson.Default.LeaseToken),
            ],
        }, ct);
        (Fence, _until) = taken is CommitResult.Committed ? (new Check.DocumentAt(TokenKey, tokenVersion + 1), now + length) : (null, default);
    }
}
