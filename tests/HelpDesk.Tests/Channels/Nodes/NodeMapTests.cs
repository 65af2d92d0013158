using HelpDesk.Channels.Nodes;
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;
using HelpDesk.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace HelpDesk.Tests.Channels.Nodes;

/// <summary>Several nodes on one store: each is a map with its beat, and moves only when the test says so.</summary>
public sealed class NodeMapTests : IAsyncLifetime
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly string[] Keys = [.. Enumerable.Range(0, 1000).Select(i => $"msteams/a:{i}")];
    private readonly TemporaryFolder _folder = new();
    private readonly TestClock _clock = new();
    private IStore _store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await SqliteStore.OpenAsync(_folder.Path, StoreAccess.Host, _clock, log: null, Ct);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_node_that_finds_nobody_else_works_on_everything_at_once()
    {
        var (map, beat) = Node();
        await beat.TryBeatAsync(Ct);
        Assert.All(Keys, key => Assert.True(map.IsHome(key)));
    }

    [Fact]
    public async Task Every_key_has_one_home_and_the_shares_are_even()
    {
        var nodes = await StartedAsync(3);
        var shares = nodes.Select(node => Keys.Count(node.Map.IsHome)).ToArray();
        Assert.Equal(Keys.Length, shares.Sum());
        Assert.All(shares, share => Assert.InRange(share, 250, 420));
    }

    [Fact]
    public async Task A_node_that_comes_gets_its_share_only_when_the_others_have_let_go()
    {
        var old = Node();
        await old.Beat.TryBeatAsync(Ct);
        var young = Node();
        await young.Beat.TryBeatAsync(Ct);
        Assert.DoesNotContain(Keys, young.Map.IsHome);

        await RoundAsync(old);
        var kept = Keys.Count(old.Map.IsHome);
        Assert.InRange(kept, 400, 600);
        Assert.DoesNotContain(Keys, young.Map.IsHome);

        await RoundAsync(old, young);
        await RoundAsync(old, young);
        Assert.All(Keys, key => Assert.True(old.Map.IsHome(key) ^ young.Map.IsHome(key)));
    }

    [Fact]
    public async Task What_a_dead_node_worked_on_goes_to_the_others_when_it_is_sure_to_have_stopped()
    {
        var nodes = await StartedAsync(3);
        var (dead, living) = (nodes[0], nodes[1..]);
        var orphans = Keys.Where(dead.Map.IsHome).ToArray();
        var rounds = 0;
        while (!orphans.All(key => living.Any(node => node.Map.IsHome(key))))
        {
            Assert.DoesNotContain(orphans, key => dead.Map.IsHome(key) && living.Any(node => node.Map.IsHome(key)));
            await RoundAsync(living);
            rounds++;
        }

        Assert.InRange(rounds, 4, 5);
        Assert.DoesNotContain(Keys, dead.Map.IsHome);
        Assert.All(Keys, key => Assert.Single(living, node => node.Map.IsHome(key)));
    }

    [Fact]
    public async Task A_node_that_leaves_in_good_order_is_replaced_at_the_next_look()
    {
        var nodes = await StartedAsync(2);
        await nodes[0].Beat.StopAsync(Ct);
        await RoundAsync(nodes[1]);
        Assert.All(Keys, key => Assert.True(nodes[1].Map.IsHome(key)));
    }

    [Fact]
    public async Task A_node_that_comes_or_goes_moves_no_key_between_the_others()
    {
        var nodes = await StartedAsync(3);
        var before = Keys.ToDictionary(key => key, key => nodes[2].Map.HomeOf(key));
        await nodes[0].Beat.StopAsync(Ct);
        await RoundAsync(nodes[1..]);
        Assert.All(Keys.Where(key => before[key] != nodes[0].Map.Self), key => Assert.Equal(before[key], nodes[2].Map.HomeOf(key)));
    }

    [Fact]
    public async Task A_store_that_was_away_makes_nobody_look_dead()
    {
        var nodes = await StartedAsync(2);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(Keys, key => nodes.Any(node => node.Map.IsHome(key)));
        await RoundAsync(nodes);
        Assert.Equal(2, nodes[0].Map.Alive.Length);
        Assert.All(Keys, key => Assert.True(nodes[0].Map.IsHome(key) ^ nodes[1].Map.IsHome(key)));
    }

    [Fact]
    public void Without_other_nodes_there_is_nothing_to_ask()
    {
        var map = new NodeMap(_clock, Options.Create(new NodeOptions()));
        Assert.All(Keys, key => Assert.True(map.IsHome(key)));
        Assert.Equal(map.Self, map.HomeOf("msteams/any"));
    }

    private async Task<(NodeMap Map, NodeBeat Beat)[]> StartedAsync(int count)
    {
        var nodes = Enumerable.Range(0, count).Select(_ => Node()).ToArray();
        for (var round = 0; round < 4; round++)
            await RoundAsync(nodes);
        return nodes;
    }

    private async Task RoundAsync(params (NodeMap Map, NodeBeat Beat)[] nodes)
    {
        _clock.Advance(Beat);
        foreach (var node in nodes)
            await node.Beat.TryBeatAsync(Ct);
    }

    private (NodeMap Map, NodeBeat Beat) Node()
    {
        var options = Options.Create(new NodeOptions { Shared = true, Beat = Beat });
        var map = new NodeMap(_clock, options);
        return (map, new NodeBeat(_store, map, _clock, options, NullLogger<NodeBeat>.Instance));
    }
}
