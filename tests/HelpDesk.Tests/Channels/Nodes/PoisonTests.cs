using HelpDesk.Channels.Turns;
using HelpDesk.Tests.Channels.DirectLine;
using HelpDesk.Tests.Storage;
using HelpDesk.Tests.Storage.Redis;

namespace HelpDesk.Tests.Channels.Nodes;

/// <summary>Two nodes, each a process of its own, which is started again whenever it dies.</summary>
public sealed class PoisonTests : IAsyncLifetime
{
    private static readonly TurnOptions Defaults = new();
    private readonly TemporaryFolder _folder = new();
    private readonly HostProcess?[] _nodes = new HostProcess?[2];
    private RedisServer _redis = null!;
    private int _deaths;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            node?.Dispose();
        await _redis.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_message_that_kills_each_node_that_tries_it_is_given_up_by_all_of_them_together()
    {
        await using var balancer = new RoundRobin((await RunAsync(0)).Address, (await RunAsync(1)).Address);
        using var client = new PersistentClient(balancer.Address);
        var talk = await client.StartTalkAsync();
        var following = client.FollowAsync(talk, Defaults.Apology);
        await client.SayAsync(talk, "die");
        while (await Task.WhenAny([following, .. _nodes.Select(node => node!.Process.WaitForExitAsync(Ct))]) != following)
        {
            var place = Array.FindIndex(_nodes, node => node!.Process.HasExited);
            _deaths++;
            balancer.Replace(place, (await RunAsync(place)).Address);
        }

        Assert.Equal(["welcome", Defaults.Apology], (await following).Where(one => !one.IsPerson).Select(one => one.Text));
        // The first try and, of what is known to have been left behind, at most as many as the settings allow.
        Assert.InRange(_deaths, 1, 1 + Defaults.Restarts);
    }

    // What was left behind may end a process before it even listens.
    private async Task<HostProcess> RunAsync(int place)
    {
        _nodes[place]?.Dispose();
        while (true)
        {
            if (await HostProcess.TryRunAsync(_folder.Path, _redis.Connection) is { } node)
                return _nodes[place] = node;
            _deaths++;
        }
    }
}
