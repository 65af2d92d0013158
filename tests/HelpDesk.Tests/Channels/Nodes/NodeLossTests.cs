using HelpDesk.Tests.Channels.DirectLine;
using HelpDesk.Tests.Channels.Messages;
using HelpDesk.Tests.Storage;
using HelpDesk.Tests.Storage.Redis;

namespace HelpDesk.Tests.Channels.Nodes;

/// <summary>Two nodes on a real Redis behind a load balancer, each a process of its own; one is killed while a thousand people talk.</summary>
public sealed class NodeLossTests(ITestOutputHelper output)
{
    private const int Chats = 500;
    private const int Talks = 500;
    private const int EachSays = 6;
    private static readonly string[] Answers = [.. Enumerable.Range(1, EachSays).Select(i => $"{i}: m{i}")];

    [Fact]
    public async Task A_node_that_is_killed_and_started_again_costs_no_acknowledged_message_and_no_order()
    {
        using var folder = new TemporaryFolder();
        await using var redis = await RedisServer.StartAsync();
        await using var connector = await FakeConnector.StartAsync();
        using var lost = await HostProcess.RunAsync(folder.Path, redis.Connection);
        using var stays = await HostProcess.RunAsync(folder.Path, redis.Connection);
        await using var balancer = new RoundRobin(lost.Address, stays.Address);
        using var client = new PersistentClient(balancer.Address);
        var half = new Milestone((Chats + Talks) * EachSays / 2);
        var back = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        string[] names = [.. Enumerable.Range(0, Talks).Select(i => $"talk-{i}")];
        var chats = Enumerable.Range(0, Chats).Select(_ => ChatAsync(client, half, back.Task)).ToArray();
        var talks = names.Select(name => SayAllAsync(text => client.PostAsync(connector.Url, name, text), half, back.Task)).ToArray();
        await half.Reached;
        lost.Kill();
        using var again = await HostProcess.RunAsync(folder.Path, redis.Connection);
        balancer.Replace(0, again.Address);
        back.SetResult();
        var shown = await Task.WhenAll(chats);
        await Task.WhenAll(talks);
        await connector.UntilAsync(() => names.All(name => connector.Texts(name).Distinct().Count() >= EachSays));

        Assert.All(shown, chat => Assert.Equal(["welcome", .. Answers], chat.Where(one => !one.IsPerson).Select(one => one.Text)));
        Assert.All(shown, chat => Assert.Equal(Enumerable.Range(1, EachSays).Select(i => $"m{i}"), chat.Where(one => one.IsPerson).Select(one => one.Text)));
        Assert.All(names, name => AssertAnswered(connector.Texts(name)));
        Assert.All(balancer.Passed, passed => Assert.NotEqual(0, passed));
        output.WriteLine($"connections {string.Join(" and ", balancer.Passed)}; talks with a repeat {names.Count(name => connector.Texts(name).Count > EachSays)}");
    }

    // In order, each at least once, and no more than one of them twice.
    private static void AssertAnswered(IReadOnlyList<string?> texts)
    {
        Assert.Equal(Answers, texts.Where((text, i) => i == 0 || text != texts[i - 1]));
        Assert.InRange(texts.Count, EachSays, EachSays + 1);
    }

    private static async Task<List<(bool IsPerson, string Text)>> ChatAsync(PersistentClient client, Milestone half, Task back)
    {
        var talk = await client.StartTalkAsync();
        var following = client.FollowAsync(talk, Answers[^1]);
        await SayAllAsync(text => client.SayAsync(talk, text), half, back);
        return await following;
    }

    // The last one is said to the nodes as they are after the loss.
    private static async Task SayAllAsync(Func<string, Task> say, Milestone half, Task back)
    {
        for (var i = 1; i <= EachSays; i++)
        {
            if (i == EachSays)
                await back;
            await say($"m{i}");
            half.Pass();
        }
    }

    private sealed class Milestone(int passes)
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _left = passes;

        public Task Reached => _reached.Task.WaitAsync(TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken);

        public void Pass()
        {
            if (Interlocked.Decrement(ref _left) == 0)
                _reached.SetResult();
        }
    }
}
