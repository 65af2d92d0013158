using System.Threading.Channels;
using HelpDesk.Storage;

namespace HelpDesk.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_signal_reaches_every_listener_of_its_topic_and_no_other()
    {
        var (one, two, other) = (Channel.CreateUnbounded<string>(), Channel.CreateUnbounded<string>(), Channel.CreateUnbounded<string>());
        using var first = Store.Listen("typing/1", s => one.Writer.TryWrite(Text(s.Payload)));
        using var second = Store.Listen("typing/1", s => two.Writer.TryWrite(Text(s.Payload)));
        using var third = Store.Listen("typing/2", s => other.Writer.TryWrite(Text(s.Payload)));

        await Store.NotifyAsync(new Signal("typing/1", Json("hello")), Ct);
        await Store.NotifyAsync(new Signal("typing/2", Json("bye")), Ct);

        Assert.Equal(("hello", "hello", "bye"), (await one.Reader.ReadAsync(Ct), await two.Reader.ReadAsync(Ct), await other.Reader.ReadAsync(Ct)));
    }

    [Fact]
    public async Task A_listener_that_left_hears_nothing_and_a_signal_without_listeners_is_lost()
    {
        var (gone, here) = (Channel.CreateUnbounded<string>(), Channel.CreateUnbounded<string>());
        Store.Listen("typing/1", s => gone.Writer.TryWrite(Text(s.Payload))).Dispose();

        await Store.NotifyAsync(new Signal("typing/1", Json("lost")), Ct);
        using var listening = Store.Listen("typing/1", s => here.Writer.TryWrite(Text(s.Payload)));
        await Store.NotifyAsync(new Signal("typing/1", Json("heard")), Ct);

        Assert.Equal("heard", await here.Reader.ReadAsync(Ct));
        Assert.False(gone.Reader.TryPeek(out _));
    }

    [Fact]
    public async Task A_listener_that_throws_harms_neither_the_others_nor_the_commits()
    {
        var heard = Channel.CreateUnbounded<string>();
        using var bad = Store.Listen(Signal.FeedTopic, _ => throw new InvalidOperationException("a listener's bug"));
        using var good = Store.Listen(Signal.FeedTopic, s => heard.Writer.TryWrite(Text(s.Payload)));

        await CommitAsync(Append("talk/1", "a"));
        Assert.Equal("1", await heard.Reader.ReadAsync(Ct));
        await CommitAsync(Append("talk/1", "b", "c"));
        Assert.Equal("3", await heard.Reader.ReadAsync(Ct));
    }

    [Fact]
    public async Task A_listener_may_leave_from_within_its_own_signal()
    {
        var heard = Channel.CreateUnbounded<bool>();
        IDisposable? listening = null;
        listening = Store.Listen("once", _ =>
        {
            heard.Writer.TryWrite(true);
            listening!.Dispose();
        });
        var told = Channel.CreateUnbounded<bool>();
        using var other = Store.Listen("once", _ => told.Writer.TryWrite(true));

        await Store.NotifyAsync(new Signal("once", default), Ct);
        await Store.NotifyAsync(new Signal("once", default), Ct);

        Assert.True(await told.Reader.ReadAsync(Ct) && await told.Reader.ReadAsync(Ct));
        Assert.Equal(1, heard.Reader.Count);
    }

    [Fact]
    public async Task Only_commits_that_append_move_the_feeds_signal()
    {
        var heard = Channel.CreateUnbounded<string>();
        using var listening = Store.Listen(Signal.FeedTopic, s => heard.Writer.TryWrite(Text(s.Payload)));

        await CommitAsync(Put("a", "no event"));
        await Store.CommitAsync(new Commit(Noon) { Checks = [new Check.StreamAt(Talk, 9)], Writes = [Append("talk/1", "refused")] }, Ct);
        await CommitAsync(Append("talk/1", "an event"));

        Assert.Equal("1", await heard.Reader.ReadAsync(Ct));
        Assert.Equal(0, heard.Reader.Count);
    }
}
