using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Handoff.Service.Projections;

/// <summary>Folds pages of the feed and writes them in batches: each ticket once a batch, however often it changed in it.</summary>
internal sealed class TicketFold(ProjectionWriter writer, IStore store, PolicyBook policies)
{
    /// <summary>Events between two writes while there are many to catch up with.</summary>
    private const int Batch = 65_536;

    /// <summary>Fewer are prepared faster alone than spread out.</summary>
    private const int WorthSpreading = 64;

    private readonly SheetBook _book = new();
    private int _unwritten;
    private Task _writing = Task.CompletedTask;

    /// <summary>Folds everything in the feed after the checkpoint; gives how many events of tickets that were.</summary>
    public async Task<long> CatchUpAsync(Instant now, CancellationToken ct)
    {
        var (count, isDone, mark) = (0L, false, writer.Checkpoint);
        try
        {
            await foreach (var page in FeedPages.ReadAsync(store, mark.Position, ct))
            {
                foreach (var e in page.Events)
                    await FoldAsync(e, now, ct);
                (mark, _unwritten, count) = (page.Last, _unwritten + page.Events.Count, count + page.Events.Count);
                if (_unwritten >= Batch) await WriteAsync(mark);
            }
            if (_unwritten > 0 || mark != writer.Checkpoint) await WriteAsync(mark);
            await _writing;
            writer.Index();
            isDone = true;
        }
        finally
        {
            await _writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _writing = Task.CompletedTask;
            // What was folded and not written is folded again from what is in the file.
            if (!isDone) _book.Forget();
            _unwritten = 0;
        }
        return count;
    }

    private async ValueTask FoldAsync(FeedEvent e, Instant now, CancellationToken ct)
    {
        if (VersionOf(e.Happened) is { } version) await policies.LearnAsync(store, version, now, ct);
        if (_book.Find(e.Ticket) is not { } sheet)
        {
            var isFirst = e is { Version: 1, Happened: TicketEvent.Opened };
            if ((isFirst ? writer.New() : writer.Load(e.Ticket)) is not { } found) return;
            if (found.Ticket is { } loaded) await policies.LearnAsync(store, loaded.PolicyVersion, now, ct);
            _book.Add(e.Ticket, sheet = found);
        }
        _book.Touch(sheet);
        if (e.IsRedaction) await FoldAgainAsync(sheet, e, ct);
        else sheet.Apply(e.Happened, e.Version);
    }

    private async ValueTask FoldAgainAsync(Sheet sheet, FeedEvent mark, CancellationToken ct)
    {
        sheet.Restart();
        await foreach (var stored in TicketStreams.ReadAsync(store, new StreamId(TicketEvents.StreamOf(mark.Ticket)), mark.Version, ct))
            sheet.Apply(TicketEvents.TryRead(stored.Type, stored.Schema, stored.Json.Span, out var happened) ? happened : null, stored.Version);
    }

    /// <summary>Writing goes on beside the folding of the next batch. What is being written stays in the book until then, so nobody loads an older state of it.</summary>
    private async Task WriteAsync(FeedMark mark)
    {
        await _writing;
        var images = new SheetImage[_book.Dirty.Count];
        if (images.Length < WorthSpreading)
            for (var i = 0; i < images.Length; i++) images[i] = _book.Dirty[i].Image(policies);
        else
            Parallel.For(0, images.Length, i => images[i] = _book.Dirty[i].Image(policies));
        _book.Wrote();
        _writing = Task.Run(() => writer.Write(images, mark));
        _unwritten = 0;
    }

    private static string? VersionOf(TicketEvent? happened) => happened switch
    {
        TicketEvent.Opened e => e.PolicyVersion,
        TicketEvent.PolicyReapplied e => e.To,
        _ => null,
    };
}
