using System.Threading.Channels;
using HelpDesk.Storage;

namespace HelpDesk.Handoff.Service.Projections;

/// <summary>Waits for the feed to move. A move between two waits is not missed.</summary>
internal sealed class FeedWake : IDisposable
{
    private readonly Channel<bool> _moves = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly IDisposable _listening;
    private readonly TimeProvider _time;

    public FeedWake(IStore store, TimeProvider time)
    {
        _time = time;
        _listening = store.Listen(Signal.FeedTopic, _ => _moves.Writer.TryWrite(true));
    }

    /// <summary>Returns after a move, after <paramref name="most"/>, or when cancelled; never throws.</summary>
    public async Task WaitAsync(TimeSpan most, CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(_moves.Reader.WaitToReadAsync(enough.Token).AsTask(), Task.Delay(most, _time, enough.Token));
        await enough.CancelAsync();
        _moves.Reader.TryRead(out _);
    }

    public void Dispose() => _listening.Dispose();
}
