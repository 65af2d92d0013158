using System.Globalization;
using HelpDesk.Handoff.Service.Storing;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Handoff.Service.Writing;

/// <param name="Next">The first number that no node has taken.</param>
internal sealed record NumberBlock(long Next);

/// <param name="Ticket">A ticket's id as a GUID.</param>
internal sealed record TicketPointer(Guid Ticket);

/// <summary>
/// Hands out ticket numbers: unique among all nodes, rising, with gaps where a node stopped. A node takes a block with one commit, so that opening a
/// ticket costs no commit of its own.
/// </summary>
internal sealed class TicketNumbers(IStore store) : IDisposable
{
    private const int BlockSize = 20;
    private const long First = 1001;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<string, (long Next, long End)> _blocks = new(StringComparer.Ordinal);

    public async Task<string> NextAsync(string prefix, Instant now, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            var (next, end) = _blocks.GetValueOrDefault(prefix);
            if (next == end)
                (next, end) = await TakeAsync(prefix, now, ct);
            _blocks[prefix] = (next + 1, end);
            return string.Create(CultureInfo.InvariantCulture, $"{prefix}-{next}");
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<(long Next, long End)> TakeAsync(string prefix, Instant now, CancellationToken ct)
    {
        var key = Documents.NumberBlock(prefix);
        while (true)
        {
            var (block, version) = await store.ReadAsync(key, StoredJson.Default.NumberBlock, now, ct);
            var next = block?.Next ?? First;
            var taken = await store.CommitAsync(new Commit(now)
            {
                Checks = [new Check.DocumentAt(key, version)],
                Writes = [Documents.Put(key, new NumberBlock(next + BlockSize), StoredJson.Default.NumberBlock)],
            }, ct);
            if (taken is CommitResult.Committed) return (next, next + BlockSize);
        }
    }
}
