using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.Nodes;

/// <summary>
/// How a node goes: first it says so (<see cref="IsLeaving"/>) and serves on for <see cref="NodeOptions.Notice"/>, then open streams are closed
/// (<see cref="Closing"/>), requests and running turns end, and last of all <see cref="NodeBeat"/> leaves.
/// </summary>
public sealed class Drain(NodeMap map, TimeProvider time, IOptions<NodeOptions> options, ILogger<Drain> log) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private volatile bool _isLeaving;

    /// <summary>The node has been told to stop: nothing that lasts should begin here.</summary>
    public bool IsLeaving => _isLeaving;

    /// <summary>Cancelled when the notice is over, for what would last as long as the node.</summary>
    public CancellationToken Closing => _closing.Token;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _isLeaving = true;
        if (map.IsShared && options.Value.Notice > TimeSpan.Zero)
        {
            log.Leaving(options.Value.Notice);
            await Task.Delay(options.Value.Notice, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _closing.CancelAsync();
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _closing.Dispose();
}
