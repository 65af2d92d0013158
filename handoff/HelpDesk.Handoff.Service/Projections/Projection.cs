using System.Diagnostics;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Storage;
using Microsoft.Extensions.Logging;
using NodaTime.Extensions;

namespace HelpDesk.Handoff.Service.Projections;

/// <summary>
/// This node's own file of all tickets, folded from the feed. It can be lost at any time: where it is missing, damaged, of another version or of another
/// store, it is built again from the feed's beginning. Writes neither read it nor wait for it.
/// </summary>
public sealed class Projection(IStore store, PolicyBook policies, HandoffOptions options, TimeProvider time, ILogger<Projection> log) : IAsyncDisposable
{
    /// <summary>Catching up with more than this is worth a line in the log.</summary>
    private const int Many = 10_000;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private NodeFolder? _folder;
    private volatile ProjectionFile? _file;
    private TicketFold? _fold;
    private long _position = -1;

    /// <summary>Of the newest event that is in it; -1 before the first catching up.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>Brings in everything that is in the feed by now. Callers that come together wait for each other; a look at what is current costs one read.</summary>
    /// <exception cref="StoreException">The store cannot be read, or the file cannot be written.</exception>
    public async Task CatchUpAsync(CancellationToken ct)
    {
        if (await store.GetFeedPositionAsync(ct) <= Position && _file is { IsDamaged: false }) return;
        await _gate.WaitAsync(ct);
        try
        {
            // A second attempt only where the first one found the file damaged.
            if (!await TryCatchUpAsync(isLast: false, ct)) await TryCatchUpAsync(isLast: true, ct);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Reads what is current. A file that turns out damaged is built again first.</summary>
    internal async Task<T> ReadAsync<TArgument, T>(TArgument argument, Func<ProjectionReader, TArgument, T> read, CancellationToken ct)
    {
        while (true)
        {
            await CatchUpAsync(ct);
            var file = _file!;
            try
            {
                return await file.ReadAsync(argument, read, ct);
            }
            catch (StoreException) when (file.IsDamaged)
            {
                // Catching up throws it away.
            }
            catch (ObjectDisposedException) when (_file != file && _file is not null)
            {
                // Another caller has just thrown it away.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync();
        await CloseAsync();
        _folder?.Dispose();
        _gate.Dispose();
    }

    private async Task<bool> TryCatchUpAsync(bool isLast, CancellationToken ct)
    {
        try
        {
            var fold = await OpenAsync(ct);
            var begun = Stopwatch.GetTimestamp();
            var count = await fold.CatchUpAsync(time.GetCurrentInstant(), ct);
            Volatile.Write(ref _position, _file!.Writer.Checkpoint.Position);
            if (count >= Many) log.CaughtUp(count, Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            return true;
        }
        catch (StoreException) when (!isLast && _file is { IsDamaged: true })
        {
            return false;
        }
    }

    private async Task<TicketFold> OpenAsync(CancellationToken ct)
    {
        if (_file is { IsDamaged: true }) await ThrowAwayAsync("damaged");
        _folder ??= NodeFolder.Take(options.ProjectionFolder);
        if (_file is null) Use(ProjectionFile.OpenOrCreate(_folder.Path));
        if (Position < 0 && !await _file!.Writer.Checkpoint.IsOfAsync(store, ct))
        {
            await ThrowAwayAsync("of another store");
            Use(ProjectionFile.OpenOrCreate(_folder.Path));
        }
        return _fold!;
    }

    private void Use(ProjectionFile file) => (_file, _fold) = (file, new TicketFold(file.Writer, store, policies));

    private async Task ThrowAwayAsync(string why)
    {
        log.BuiltAgain(why);
        await CloseAsync();
        ProjectionFile.Delete(Path.Combine(_folder!.Path, ProjectionFile.Name));
    }

    private async Task CloseAsync()
    {
        Volatile.Write(ref _position, -1);
        if (_file is not { } file) return;
        (_file, _fold) = (null, null);
        await file.DisposeAsync();
    }
}
