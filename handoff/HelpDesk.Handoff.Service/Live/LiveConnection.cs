using System.Collections.Concurrent;
using System.Threading.Channels;
using HelpDesk.Handoff.Tickets;
using Microsoft.AspNetCore.SignalR;
using NodaTime;

namespace HelpDesk.Handoff.Service.Live;

/// <summary>One client: what it asked for, and what waits to be sent to it. A client that does not keep up is dropped; it comes back with its cursor.</summary>
internal sealed class LiveConnection(HubCallerContext context, IClientProxy client)
{
    private const int MostWaiting = 5000;
    private static readonly Duration LeastBetweenSignals = Duration.FromMilliseconds(200);

    private readonly Channel<(string Method, object Message)> _waiting = Channel.CreateBounded<(string, object)>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private Instant _lastSignal = Instant.MinValue;

    public string Id => context.ConnectionId;
    public HubCallerContext Context => context;

    /// <summary>Changed under the audience's lock only.</summary>
    public HashSet<LiveTopic> Topics { get; } = [];

    /// <summary>Tickets that others were told it looks at.</summary>
    public ConcurrentDictionary<TicketId, bool> Viewing { get; } = new();

    public void Send(string method, object message)
    {
        if (!_waiting.Writer.TryWrite((method, message))) context.Abort();
    }

    /// <summary>False where it signals faster than anybody types.</summary>
    public bool MaySignal(Instant now)
    {
        if (now - _lastSignal < LeastBetweenSignals) return false;
        _lastSignal = now;
        return true;
    }

    public void Close() => _waiting.Writer.TryComplete();

    /// <summary>Sends in order until closed; a broken connection ends it.</summary>
    public async Task PumpAsync()
    {
        try
        {
            await foreach (var (method, message) in _waiting.Reader.ReadAllAsync(context.ConnectionAborted))
                await client.SendAsync(method, message, context.ConnectionAborted);
        }
        catch (OperationCanceledException) when (context.ConnectionAborted.IsCancellationRequested)
        {
            // The client is gone.
        }
    }
}
