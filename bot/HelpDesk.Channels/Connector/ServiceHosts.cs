using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.Connector;

/// <summary>
/// Keeps one service that does not answer from taking all workers: no service has more than half of them, and one that has failed several times in
/// a row only as many as it takes to notice that it is back.
/// </summary>
public sealed class ServiceHosts(IOptions<OutboxOptions> options)
{
    private const int SuspectAfter = 8;
    private const int Probes = 4;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, State> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes a place. False where none is free: then <paramref name="whenFree"/> is called as soon as one may be.</summary>
    internal bool TryEnter(string serviceUrl, Action whenFree)
    {
        lock (_lock)
        {
            if (!_hosts.TryGetValue(serviceUrl, out var host))
                _hosts.Add(serviceUrl, host = new());
            if (host.Running >= MostOf(host))
            {
                host.Waiting.Enqueue(whenFree);
                return false;
            }

            host.Running++;
            return true;
        }
    }

    /// <summary>Tells those who wait where a place is free: some who were told may not have come.</summary>
    internal void TellWaiting()
    {
        var told = new List<Action>();
        lock (_lock)
        {
            foreach (var host in _hosts.Values)
                Release(host, told);
        }

        foreach (var tell in told)
            tell();
    }

    internal void Leave(string serviceUrl, bool answered)
    {
        var told = new List<Action>();
        lock (_lock)
        {
            var host = _hosts[serviceUrl];
            host.Running--;
            host.Failures = answered ? 0 : host.Failures + 1;
            Release(host, told);
            if (host is { Running: 0, Failures: 0, Waiting.Count: 0 })
                _hosts.Remove(serviceUrl);
        }

        foreach (var tell in told)
            tell();
    }

    // More than one place is free where the service has come back.
    private void Release(State host, List<Action> told)
    {
        for (var free = MostOf(host) - host.Running; free > 0 && host.Waiting.TryDequeue(out var next); free--)
            told.Add(next);
    }

    private int MostOf(State host) => host.Failures >= SuspectAfter ? Math.Min(Probes, Half) : Half;

    private int Half => Math.Max(1, options.Value.Parallel / 2);

    private sealed class State
    {
        public int Running { get; set; }

        public int Failures { get; set; }

        public Queue<Action> Waiting { get; } = [];
    }
}
