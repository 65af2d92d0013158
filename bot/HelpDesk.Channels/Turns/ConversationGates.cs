namespace HelpDesk.Channels.Turns;

/// <summary>
/// Lets one writer at a time near a conversation's end, so that writers of this process do not collide at the store; the store's checks decide
/// between processes. Striped: two conversations may share a gate, and nothing is kept per conversation.
/// </summary>
public sealed class ConversationGates : IDisposable
{
    private const int Stripes = 256;
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1, 1))];

    internal async Task<Pass> EnterAsync(ConversationId conversation, CancellationToken ct)
    {
        var gate = _gates[(uint)conversation.GetHashCode() % Stripes];
        await gate.WaitAsync(ct);
        return new(gate);
    }

    public void Dispose()
    {
        foreach (var gate in _gates)
            gate.Dispose();
    }

    internal readonly struct Pass(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
