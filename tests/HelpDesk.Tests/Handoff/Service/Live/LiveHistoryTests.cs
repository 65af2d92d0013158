using HelpDesk.Handoff.Service.Live;

namespace HelpDesk.Tests.Handoff.Service.Live;

public sealed class LiveHistoryTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(69, false)]
    [InlineData(70, true)]
    [InlineData(95, true)]
    [InlineData(100, true)]
    [InlineData(130, true)]
    public void What_is_forgotten_is_a_gap_and_what_is_kept_comes_in_order(long after, bool isKept)
    {
        var history = new LiveHistory(10);
        // Positions of other streams lie between.
        for (var position = 10; position <= 120; position += 5)
            history.Add(Event(position));
        Assert.Equal(isKept, history.TryReadAfter(after, out var events));
        if (isKept) Assert.Equal(Enumerable.Range(1, 24).Select(n => n * 5L).Where(p => p > after), events.Select(e => e.Change.Position));
    }

    [Fact]
    public void What_was_never_put_in_is_a_gap()
    {
        var inbox = new LiveInbox(3);
        for (var position = 1; position <= 5; position++)
            inbox.Put(Event(position));
        Assert.True(inbox.TryTake(out var first, out var dropped));
        Assert.Equal((3L, 2L), (first.Change.Position, dropped));
        Assert.True(inbox.TryTake(out _, out dropped));
        Assert.Equal(0, dropped);

        var history = new LiveHistory(10);
        history.Add(Event(1));
        history.ForgetThrough(2);
        history.Add(Event(3));
        Assert.False(history.TryReadAfter(1, out _));
        Assert.True(history.TryReadAfter(2, out var rest));
        Assert.Equal(3, Assert.Single(rest).Change.Position);
    }

    private static LiveEvent Event(long position) => new(new LiveChange(position, "ticket.noted", Guid.Empty, null, 1), [LiveTopic.Lead], null);
}
