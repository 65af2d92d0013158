namespace HelpDesk.Storage;

/// <summary>A commit on its way to the writer. It is either taken or cancelled, never both: "cancelled" always means "not written".</summary>
internal sealed class PendingCommit(Commit commit) : TaskCompletionSource<CommitResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private const int Waiting = 0;
    private const int Decided = 1;
    private int _state = Waiting;

    public Commit Commit => commit;

    /// <summary>When it was handed in, as the caller's <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long Since { get; init; }

    public bool TryTake() => Interlocked.CompareExchange(ref _state, Decided, Waiting) == Waiting;

    public void TryCancel(CancellationToken ct)
    {
        if (TryTake())
            TrySetCanceled(ct);
    }

    public int PayloadBytes()
    {
        var bytes = 0;
        foreach (var write in commit.Writes)
        {
            if (write is Write.Put put)
                bytes += put.Json.Length;
            else if (write is Write.Redact redact)
                bytes += redact.Json.Length;
            else if (write is Write.Append append)
                bytes += append.Events.Sum(e => e.Json.Length);
        }
        return bytes;
    }
}
