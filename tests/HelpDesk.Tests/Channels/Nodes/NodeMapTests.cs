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
        await beat.BeatAsync(isDue: true, Ct);
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
        await old.Beat.BeatAsync(isDue: true, Ct);
        var young = Node();
        await young.Beat.BeatAsync(isDue: true, Ct);
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
    public async Task A_conversation_changes_its_home_only_when_its_last_step_has_ended()
    {
        var old = Node();
        await old.Beat.BeatAsync(isDue: true, Ct);
        Assert.All(Keys, key => Assert.True(old.Map.TryEnter(key, out _)));
        var young = Node();
        for (var round = 0; round < 10; round++)
            await RoundAsync(young, old);
        Assert.DoesNotContain(Keys, young.Map.IsHome);

        var moving = Keys.Where(key => !old.Map.IsHome(key)).ToArray();
        Assert.InRange(moving.Length, 400, 600);
        old.Map.Leave(moving[0]);
        await RoundAsync(old, young);
        Assert.Equal([moving[0]], Keys.Where(young.Map.IsHome));

        foreach (var key in moving[1..])
            old.Map.Leave(key);
        await RoundAsync(old, young);
        Assert.Equal(moving, Keys.Where(young.Map.IsHome));
    }

    [Fact]
    public async Task Coming_and_going_is_told_and_takes_no_beat()
    {
        var (one, two) = (Node(), Node());
        await one.Beat.StartAsync(Ct);
        await two.Beat.StartAsync(Ct);
        // The clock stands still: nothing happens here by the passing of time.
        while (!Keys.All(key => one.Map.IsHome(key) ^ two.Map.IsHome(key)) || !Keys.Any(two.Map.IsHome))
            await Task.Yield();
        await one.Beat.StopAsync(Ct);
        while (!Keys.All(two.Map.IsHome))
            await Task.Yield();
        await two.Beat.StopAsync(Ct);
    }

    [Fact]
    public async Task What_may_have_been_worked_on_elsewhere_is_doubted()
    {
        var nodes = await StartedAsync(2);
        var key = Keys.First(nodes[0].Map.IsHome);
        Assert.True(nodes[0].Map.TryEnter(key, out var before));
        nodes[0].Map.Leave(key);
        await RoundAsync(nodes);
        Assert.True(nodes[0].Map.TryEnter(key, out var quiet));
        nodes[0].Map.Leave(key);
        // A node that could not show life may have been replaced and may have come back before it looked.
        _clock.Advance(TimeSpan.FromMinutes(1));
        await RoundAsync(nodes);
        Assert.True(nodes[0].Map.TryEnter(key, out var after));
        Assert.Equal(before, quiet);
        Assert.NotEqual(before, after);
    }

    [Fact]
    public async Task A_node_that_does_no_turns_is_nobodys_home_and_knows_who_is()
    {
        var nodes = await StartedAsync(2);
        var desk = Node(works: false);
        await RoundAsync([.. nodes, desk]);
        Assert.DoesNotContain(Keys, desk.Map.IsHome);
        Assert.All(Keys, key => Assert.Equal(nodes[0].Map.HomeOf(key), desk.Map.HomeOf(key)));
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
            await node.Beat.BeatAsync(isDue: true, Ct);
    }

    private (NodeMap Map, NodeBeat Beat) Node(bool works = true)
    {
        var options = Options.Create(new NodeOptions { Shared = true, Works = works, Beat = Beat });
        var map = new NodeMap(_clock, options);
        return (map, new NodeBeat(_store, map, _clock, options, NullLogger<NodeBeat>.Instance));
    }
}
