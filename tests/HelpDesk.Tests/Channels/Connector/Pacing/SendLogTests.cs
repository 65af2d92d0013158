using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using HelpDesk.Channels.Connector.Pacing;

namespace HelpDesk.Tests.Channels.Connector.Pacing;

public sealed class SendLogTests
{
    [Fact]
    public void No_window_is_ever_exceeded_and_none_is_waited_for_longer_than_it_lasts() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Limits().ToArbitrary(), Gaps().ToArbitrary(), (limits, gaps) =>
        {
            var log = new SendLog(limits);
            var sent = new List<long>();
            var now = 0L;
            foreach (var gap in gaps)
            {
                now += gap;
                var at = log.NextAt(now);
                if (at < now || !Fits(limits, sent, at) || (at > now && Fits(limits, sent, at - 1)))
                    return false;
                log.Add(at);
                sent.Add(at);
                now = at;
            }

            return true;
        }));

    [Fact]
    public void Room_that_is_asked_for_is_left() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Limits().ToArbitrary(), Gaps().ToArbitrary(), (limits, gaps) =>
        {
            var log = new SendLog(limits);
            var now = 0L;
            foreach (var gap in gaps)
            {
                now += gap;
                if (log.NextAt(now, spare: 1) != now)
                    continue;
                log.Add(now);
                // A message may follow at once.
                if (log.NextAt(now) != now)
                    return false;
            }

            return true;
        }));

    [Fact]
    public void Teams_windows_are_filled_and_no_more()
    {
        var log = new SendLog(SendLimit.TeamsConversation);
        var sent = new List<long>();
        var now = 0L;
        for (var i = 0; i < 3_700; i++)
        {
            now = log.NextAt(now);
            log.Add(now);
            sent.Add(now);
        }

        int Within(TimeSpan span) => sent.Select(at => sent.Count(other => other >= at && other < at + span.Ticks)).Max();
        Assert.Equal((7, 8, 60), (Within(TimeSpan.FromSeconds(1)), Within(TimeSpan.FromSeconds(2)), Within(TimeSpan.FromSeconds(30))));
        Assert.Equal(1_800, Within(TimeSpan.FromHours(1)));
        // 1,800 an hour: the 3,601st comes as the third hour begins.
        Assert.Equal(TimeSpan.FromHours(2).Ticks, sent[3_600]);
    }

    private static bool Fits(ImmutableArray<SendLimit> limits, List<long> sent, long at) =>
        limits.All(limit => sent.Count(earlier => earlier > at - limit.Within.Ticks) < limit.Most);

    private static Gen<ImmutableArray<SendLimit>> Limits() =>
        from one in Limit(1, 5, 20)
        from two in Limit(3, 9, 60)
        from three in Limit(8, 30, 400)
        select ImmutableArray.Create(one, two, three);

    private static Gen<SendLimit> Limit(int least, int most, int longest) =>
        from count in Gen.Choose(least, most)
        from ticks in Gen.Choose(1, longest)
        select new SendLimit(count, TimeSpan.FromTicks(ticks));

    private static Gen<int[]> Gaps() => Gen.Frequency((3, Gen.Constant(0)), (3, Gen.Choose(0, 10)), (1, Gen.Choose(0, 300))).ArrayOf(120);
}
