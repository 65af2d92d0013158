using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Storage;

/// <summary>The listeners of this process, by topic. Raising calls each of them in turn on the caller's thread.</summary>
internal sealed class Signals(ILogger log)
{
    private ImmutableDictionary<string, ImmutableArray<Listener>> _listeners =
        ImmutableDictionary.Create<string, ImmutableArray<Listener>>(StringComparer.Ordinal);

    public IDisposable Listen(string topic, Action<Signal> handler)
    {
        var listener = new Listener(this, topic, handler);
        ImmutableInterlocked.AddOrUpdate(ref _listeners, topic, _ => [listener], (_, all) => all.Add(listener));
        return listener;
    }

    public void Raise(Signal signal)
    {
        if (!Volatile.Read(ref _listeners).TryGetValue(signal.Topic, out var listeners))
            return;
        foreach (var listener in listeners)
            Deliver(listener, signal);
    }

    private void Deliver(Listener listener, Signal signal)
    {
        try
        {
            listener.Hear(signal);
        }
#pragma warning disable CA1031 // A listener is foreign code: its bug must not keep the signal from the others, nor stop the one who raised it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.ListenerFailed(e.GetType().Name);
        }
    }

    private void Remove(Listener listener)
    {
        ImmutableDictionary<string, ImmutableArray<Listener>> before, after;
        do
        {
            before = Volatile.Read(ref _listeners);
            if (!before.TryGetValue(listener.Topic, out var all))
                return;
            var rest = all.Remove(listener);
            // The topic goes with its last listener: topics are as many as there ever were conversations.
            after = rest.IsEmpty ? before.Remove(listener.Topic) : before.SetItem(listener.Topic, rest);
        }
        while (Interlocked.CompareExchange(ref _listeners, after, before) != before);
    }

    private sealed class Listener(Signals signals, string topic, Action<Signal> handler) : IDisposable
    {
        private volatile bool _disposed;

        public string Topic => topic;

        public void Hear(Signal signal)
        {
            if (!_disposed)
                handler(signal);
        }

        public void Dispose()
        {
            _disposed = true;
            signals.Remove(this);
        }
    }
}
