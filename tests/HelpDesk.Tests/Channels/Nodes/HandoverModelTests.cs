using HelpDesk.Channels.Nodes;
using HelpDesk.Tests.Storage;
using Microsoft.Extensions.Options;

namespace HelpDesk.Tests.Channels.Nodes;

/// <summary>Nodes that come, go, die, work, say and look in every order that chance brings; between what a node says and its look at the others anything may happen.</summary>
public sealed class HandoverModelTests
{
    private const int Steps = 600;
    private static readonly string[] Keys = [.. Enumerable.Range(0, 12).Select(i => $"webchat/{i}")];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 200)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_two_living_nodes_work_on_one_conversation_and_in_the_end_each_has_a_home(int seed)
    {
        var model = new Model(new Random(seed));
        for (var step = 0; step < Steps; step++)
        {
            model.Step();
            Assert.All(Keys, key => Assert.InRange(model.Nodes.Count(node => node.Working.Contains(key)), 0, 1));
        }

        model.Settle();
        Assert.All(Keys, key => Assert.Single(model.Nodes, node => node.Map.IsHome(key)));
    }

    private sealed class Node(TimeProvider clock)
    {
        public NodeMap Map { get; } = new(clock, Options.Create(new NodeOptions { Shared = true }));

        public HashSet<string> Working { get; } = new(StringComparer.Ordinal);

        /// <summary>What was said and not followed by a look yet.</summary>
        public Share? Said { get; set; }
    }

    // The store is a register for each node, and the clock stands still: a node is declared dead when it is, not before.
    private sealed class Model(Random random)
    {
        private const int MostNodes = 4;
        private readonly TestClock _clock = new();
        private readonly SortedDictionary<string, Share> _store = new(StringComparer.Ordinal);

        public List<Node> Nodes { get; } = [];

        public void Step()
        {
            if (Nodes.Count == 0)
                Nodes.Add(new(_clock));
            var node = Nodes[random.Next(Nodes.Count)];
            var key = Keys[random.Next(Keys.Length)];
            switch (random.Next(100))
            {
                case < 2 when Nodes.Count < MostNodes:
                    Nodes.Add(new(_clock));
                    break;
                case < 3:
                    End(node);
                    break;
                case < 25:
                    Say(node);
                    break;
                case < 50:
                    Look(node);
                    break;
                case < 80:
                    Begin(node, key);
                    break;
                default:
                    Finish(node, key);
                    break;
            }
        }

        public void Settle()
        {
            foreach (var (node, key) in Nodes.SelectMany(node => node.Working.Select(key => (node, key))).ToArray())
                Finish(node, key);
            for (var round = 0; round < 4; round++)
            {
                foreach (var node in Nodes)
                {
                    Say(node);
                    Look(node);
                }
            }
        }

        private void Say(Node node) => _store[node.Map.Self] = node.Said = node.Map.Plan();

        private void Look(Node node)
        {
            if (node.Said is { } said)
                node.Map.Take(said, _store.Values, _clock.GetTimestamp());
            node.Said = null;
        }

        private static void Begin(Node node, string key)
        {
            if (!node.Working.Contains(key) && node.Map.TryEnter(key, out _))
                node.Working.Add(key);
        }

        private static void Finish(Node node, string key)
        {
            if (node.Working.Remove(key))
                node.Map.Leave(key);
        }

        private void End(Node node)
        {
            Nodes.Remove(node);
            _store.Remove(node.Map.Self);
        }
    }
}
