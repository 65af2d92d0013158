using System.Text.Json;
using HelpDesk.Storage;
using Microsoft.Extensions.Options;
using NodaTime;

namespace HelpDesk.Channels.Turns;

/// <summary>
/// Keeps a message that kills the process from being tried for ever. What an earlier process left is noted, durably, before it is tried again. What
/// a start finds noted is suspect, and suspects are tried one at a time: the next death counts against the one that was being tried, and hardly ever
/// against its neighbours. An ordinary turn costs nothing.
/// </summary>
public sealed class LeftTurns(IStore store, TimeProvider time, IOptions<TurnOptions> options) : IDisposable
{
    // Deaths that are further apart than this are no loop, and nothing is left behind by a turn that another process has done.
    private static readonly Duration Remembered = Duration.FromDays(1);
    private readonly SemaphoreSlim _alone = new(1, 1);

    /// <summary>Says whether the turn may be tried now, and notes the try where the lane holds what an earlier process left.</summary>
    internal async Task<Trial> BeginAsync(ConversationId conversation, long version, TurnLane lane, CancellationToken ct)
    {
        if (!lane.IsLeft)
            return Trial.Free;
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        if (lane.Tried?.Version != version)
            lane.Tried = new(version, await EarlierStartsAsync(conversation, version, now, ct), IsNoted: false);
        var tried = lane.Tried;
        if (tried.Starts >= options.Value.Restarts)
            return Trial.Hopeless;
        if (tried.Starts > 0 && !_alone.Wait(0, ct))
            return Trial.NotNow;
        var trial = new Trial(TrialKind.Go, tried.Starts > 0 ? _alone : null);
        try
        {
            if (!tried.IsNoted)
                await NoteAsync(conversation, new(version, tried.Starts + 1), now, ct);
            lane.Tried = tried with { IsNoted = true };
        }
        catch
        {
            trial.Dispose();
            throw;
        }

        return trial;
    }

    public void Dispose() => _alone.Dispose();

    private async Task<int> EarlierStartsAsync(ConversationId conversation, long version, Instant now, CancellationToken ct) =>
        await store.GetAsync(TurnDocuments.Tried(conversation), now, ct) is { } stored
        && JsonSerializer.Deserialize(stored.Json.Span, TurnJson.Default.TriedRecord) is { } tried
        && tried.Version == version
            ? tried.Starts
            : 0;

    private Task NoteAsync(ConversationId conversation, TriedRecord tried, Instant now, CancellationToken ct)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(tried, TurnJson.Default.TriedRecord);
        return store.CommitAsync(new Commit(now) { Writes = [new Write.Put(TurnDocuments.Tried(conversation), json, now + Remembered)] }, ct);
    }
}

internal enum TrialKind
{
    Go,

    /// <summary>Another suspect is being tried: come back.</summary>
    NotNow,

    /// <summary>Too many processes ended over it.</summary>
    Hopeless,
}

/// <summary>Leave to try a turn, until disposed.</summary>
internal readonly struct Trial(TrialKind kind, SemaphoreSlim? held) : IDisposable
{
    public static readonly Trial Free = new(TrialKind.Go, null);
    public static readonly Trial NotNow = new(TrialKind.NotNow, null);
    public static readonly Trial Hopeless = new(TrialKind.Hopeless, null);

    public TrialKind Kind => kind;

    public void Dispose() => held?.Release();
}
