using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace HelpDesk.Channels.Turns;

/// <summary>Who in this process waits for which turn. What is told here may be lost: the store has it too.</summary>
internal sealed class InlineWaiters
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(ConversationId Conversation, long Version), List<Waiter>> _waiting = [];

    public Waiter Enter(ConversationId conversation, long version)
    {
        var waiter = new Waiter(this, (conversation, version));
        lock (_lock)
        {
            ref var waiting = ref CollectionsMarshal.GetValueRefOrAddDefault(_waiting, waiter.Turn, out _);
            (waiting ??= []).Add(waiter);
        }

        return waiter;
    }

    public void Give(ConversationId conversation, long version, InlineReply reply)
    {
        lock (_lock)
        {
            if (!_waiting.TryGetValue((conversation, version), out var waiting))
                return;
            foreach (var waiter in waiting)
                waiter.Give(reply);
        }
    }

    // True where nobody else waits for the same turn.
    private bool Leave(Waiter waiter)
    {
        lock (_lock)
        {
            if (!_waiting.TryGetValue(waiter.Turn, out var waiting) || !waiting.Remove(waiter))
                return false;
            return waiting.Count == 0 && _waiting.Remove(waiter.Turn);
        }
    }

    internal sealed class Waiter(InlineWaiters waiters, (ConversationId Conversation, long Version) turn) : IDisposable
    {
        // The newest word is worth most: an older one that was not taken said no more.
        private readonly Channel<InlineReply?> _words =
            Channel.CreateBounded<InlineReply?>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

        public (ConversationId Conversation, long Version) Turn => turn;

        public void Give(InlineReply? reply) => _words.Writer.TryWrite(reply);

        /// <summary>The reply; null for a hint that it may be in the store.</summary>
        public ValueTask<InlineReply?> NextAsync(CancellationToken ct) => _words.Reader.ReadAsync(ct);

        /// <summary>Stops waiting; true where nobody else waits for the same turn.</summary>
        public bool Leave() => waiters.Leave(this);

        public void Dispose() => Leave();
    }
}
