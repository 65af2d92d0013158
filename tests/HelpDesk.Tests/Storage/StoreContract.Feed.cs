using System.Globalization;
using System.Threading.Channels;
using HelpDesk.Storage;

namespace HelpDesk.Tests.Storage;

public abstract partial class StoreContract
{
    [Theory]
    [InlineData(0, 10, "a b c")]
    [InlineData(0, 2, "a b")]
    [InlineData(1, 1, "b")]
    [InlineData(2, 10, "c")]
    [InlineData(3, 10, "")]
    [InlineData(9, 10, "")]
    public async Task A_stream_is_read_from_a_version_on_up_to_a_number(long after, int max, string expected)
    {
        await CommitAsync(Append("talk/1", "a"), Append("talk/2", "x"), Append("talk/1", "b", "c"));

        Assert.Equal(expected, string.Join(' ', (await Store.ReadStreamAsync(Talk, after, max, Ct)).Select(e => Text(e.Json))));
    }

    [Theory]
    [InlineData(0, 10, "a x b c")]
    [InlineData(0, 2, "a x")]
    [InlineData(2, 1, "b")]
    [InlineData(4, 10, "")]
    public async Task The_feed_is_read_from_a_position_on_up_to_a_number(long after, int max, string expected)
    {
        await CommitAsync(Append("talk/1", "a"), Append("talk/2", "x"), Append("talk/1", "b", "c"));

        Assert.Equal(expected, string.Join(' ', (await Store.ReadFeedAsync(after, max, Ct)).Select(e => Text(e.Json))));
    }

    [Fact]
    public async Task Each_version_of_a_stream_is_won_by_exactly_one_of_eight_racing_writers()
    {
        const int Writers = 8, Wins = 40;
        var losses = 0;
        async Task<List<long>> RaceAsync(int writer)
        {
            var won = new List<long>();
            while (won.Count < Wins)
            {
                var version = await Store.GetStreamVersionAsync(Talk, Ct);
                var commit = new Commit(Noon) { Checks = [new Check.StreamAt(Talk, version)], Writes = [Append("talk/1", $"{writer}")] };
                switch (await Store.CommitAsync(commit, Ct))
                {
                    case CommitResult.Committed: won.Add(version + 1); break;
                    case CommitResult.Conflict conflict: Assert.Equal(commit.Checks[0], conflict.Failed); Interlocked.Increment(ref losses); break;
                }
            }
            return won;
        }

        var versions = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => RaceAsync(writer), Ct)));

        Assert.Equal(Enumerable.Range(1, Writers * Wins).Select(v => (long)v), versions.SelectMany(v => v).Order());
        Assert.True(losses > 0, "Nobody ever lost: this was no race.");
        var authors = (await Store.ReadStreamAsync(Talk, 0, int.MaxValue, Ct)).Select(e => int.Parse(Text(e.Json), CultureInfo.InvariantCulture));
        Assert.Equal(Enumerable.Range(0, Writers).Select(w => (w, Wins)), authors.CountBy(w => w).OrderBy(c => c.Key).Select(c => (c.Key, c.Value)));
    }

    [Fact]
    public async Task A_reader_that_follows_the_feed_under_load_sees_every_event_once_and_in_order()
    {
        const int Writers = 6, Commits = 150;
        var moved = Channel.CreateUnbounded<bool>();
        using var listening = Store.Listen(Signal.FeedTopic, _ => moved.Writer.TryWrite(true));
        var seen = new List<StoredEvent>();
        async Task FollowAsync()
        {
            while (seen.Count < Writers * Commits * 2)
            {
                // Pages of an odd size, so that a resume falls in the middle of a commit.
                var page = await Store.ReadFeedAsync(seen.Count == 0 ? 0 : seen[^1].Position, 13, Ct);
                seen.AddRange(page);
                if (page.Count == 0)
                    await moved.Reader.ReadAsync(Ct);
            }
        }
        async Task WriteAsync(int writer)
        {
            for (var i = 0; i < Commits; i++)
                await CommitAsync(Append($"load/{writer}", $"{i}"), Append("load/all", $"{writer}"));
        }

        var follow = Task.Run(FollowAsync, Ct);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(() => WriteAsync(w), Ct)));
        await follow;

        Assert.Equal(Enumerable.Range(1, Writers * Commits * 2).Select(p => (long)p), seen.Select(e => e.Position));
        Assert.All(seen.GroupBy(e => e.Stream), s => Assert.Equal(Enumerable.Range(1, s.Count()).Select(v => (long)v), s.Select(e => e.Version)));
    }
}
