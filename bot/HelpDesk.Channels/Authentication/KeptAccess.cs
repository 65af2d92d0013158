namespace HelpDesk.Channels.Authentication;

/// <summary>
/// The latest answer of one login, kept for as long as it says. Who asks while a login is under way waits for that one: the library would log in for each
/// of them, and a burst of messages after a start is the usual case.
/// </summary>
internal sealed class KeptAccess(Func<Task<KeptAccess.Answer>> login, TimeProvider time)
{
    private readonly Lock _gate = new();
    private volatile Answer? _last;
    private Task<ConnectorAccess>? _asking;

    /// <param name="ct">Ends the wait, not the login.</param>
    public ValueTask<ConnectorAccess> GetAsync(CancellationToken ct)
    {
        if (Fresh() is { } fresh) return new(fresh.Access);
        lock (_gate)
        {
            if (Fresh() is { } meanwhile) return new(meanwhile.Access);
            return new((_asking ??= AskAsync()).WaitAsync(ct));
        }
    }

    private Answer? Fresh() => _last is { } last && time.GetUtcNow() < last.Until ? last : null;

    private async Task<ConnectorAccess> AskAsync()
    {
        // The caller holds the gate until the task is kept.
        await Task.Yield();
        try
        {
            return (_last = await login()).Access;
        }
        finally
        {
            lock (_gate) _asking = null;
        }
    }

    internal sealed record Answer(ConnectorAccess Access, DateTimeOffset Until);
}
