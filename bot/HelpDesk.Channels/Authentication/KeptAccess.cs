namespace HelpDesk.Channels.Authentication;

/// <summary>
/// The latest answer of one login, kept for as long as it says. Who asks while a login is under way waits for that one: the library would log in for each
/// of them, and a burst of messages after a start is the usual case.
/// </summary>
internal sealed class KeptAccess(Func<bool, Task<KeptAccess.Answer>> login, TimeProvider time)
{
    // A channel that refuses every token must not become a burden to the login.
    private static readonly TimeSpan FreshAtMostEvery = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private volatile Answer? _last;
    private Task<ConnectorAccess>? _asking;
    private DateTimeOffset _asked;

    /// <param name="again">The last token was refused.</param>
    /// <param name="ct">Ends the wait, not the login.</param>
    public ValueTask<ConnectorAccess> GetAsync(bool again, CancellationToken ct)
    {
        if (Kept(again) is { } kept) return new(kept.Access);
        lock (_gate)
        {
            if (Kept(again) is { } meanwhile) return new(meanwhile.Access);
            return new((_asking ??= AskAsync(again)).WaitAsync(ct));
        }
    }

    private Answer? Kept(bool again) =>
        _last is { } last && time.GetUtcNow() is var now && now < last.Until && !(again && now >= _asked + FreshAtMostEvery) ? last : null;

    private async Task<ConnectorAccess> AskAsync(bool again)
    {
        // The caller holds the gate until the task is kept.
        await Task.Yield();
        try
        {
            _last = await login(again);
            _asked = time.GetUtcNow();
            return _last.Access;
        }
        finally
        {
            lock (_gate) _asking = null;
        }
    }

    internal sealed record Answer(ConnectorAccess Access, DateTimeOffset Until);
}
