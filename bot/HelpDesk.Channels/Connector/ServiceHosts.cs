namespace HelpDesk.Channels.Connector;

/// <summary>
/// Keeps one service that does not answer from taking all workers: no service has more than half of them, and one that has failed several times in
/// a row only as many as it takes to notice that it is back.
/// </summary>
internal sealed class ServiceHosts(int parallel)
{
    private const int SuspectAfter = 8;
    private const int Probes = 4;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, State> _hosts = new(StringComparer.OrdinalIgnoreCase);

    public bool TryEnter(string serviceUrl)
    {
        lock (_lock)
        {
            if (!_hosts.TryGetValue(serviceUrl, out var host))
                _hosts.Add(serviceUrl, host = new());
            if (host.Running >= (host.Failures >= SuspectAfter ? Probes : Math.Max(1, parallel / 2)))
                return false;
            host.Running++;
            return true;
        }
    }

    public void Leave(string serviceUrl, bool answered)
    {
        lock (_lock)
        {
            var host = _hosts[serviceUrl];
            host.Running--;
            host.Failures = answered ? 0 : host.Failures + 1;
            if (host is { Running: 0, Failures: 0 })
                _hosts.Remove(serviceUrl);
        }
    }

    private sealed class State
    {
        public int Running { get; set; }

        public int Failures { get; set; }
    }
}
