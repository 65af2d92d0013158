using FsCheck;
using FsCheck.Fluent;
using HelpDesk.Handoff.Sla.Calendars;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Sla;

public sealed class CalendarPropertyTests
{
    private const int WalkedDays = 20;

    [Fact]
    public void Due_grows_with_the_duration() => Check(500, s =>
        !(s.Calendar.Add(s.Start, s.First + s.More) is { } later) || s.Calendar.Add(s.Start, s.First) <= later);

    [Fact]
    public void Nothing_is_due_inside_closed_time() => Check(500, s =>
        s.Calendar.Add(s.Start, s.First) is not { } due || s.Calendar.PrevClose(due) == due);

    [Fact]
    public void A_pause_never_makes_it_earlier() => Check(500, s =>
        s.Calendar.Add(s.Start, s.First, s.Pauses) is not { } due || s.Calendar.Add(s.Start, s.First) <= due);

    [Fact]
    public void Nothing_is_due_inside_a_pause() => Check(500, s =>
        s.Calendar.Add(s.Start, s.First, s.Pauses) is not { } due || !s.Pauses.Any(p => p.Start < due && due <= p.End));

    [Fact]
    public void Adding_and_then_measuring_gives_the_duration_back() => Check(500, s =>
        s.Calendar.Add(s.Start, s.First) is not { } due || s.Calendar.Elapsed(s.Start, due) == s.First);

    [Fact]
    public void The_same_with_pauses() => Check(500, s =>
        s.Calendar.Add(s.Start, s.First, s.Pauses) is not { } due || s.Calendar.Elapsed(s.Start, due, s.Pauses) == s.First);

    [Fact]
    public void Going_back_and_then_measuring_gives_the_duration_back() => Check(500, s =>
        s.Calendar.Subtract(s.Start, s.First) is not { } from || s.Calendar.Elapsed(from, s.Start) == s.First);

    [Fact]
    public void Elapsed_time_adds_up() => Check(500, s =>
        s.Calendar.Elapsed(s.Start, s.Start + s.First) + s.Calendar.Elapsed(s.Start + s.First, s.Start + s.First + s.More) == s.Calendar.Elapsed(s.Start, s.Start + s.First + s.More));

    [Fact]
    public void The_listed_stretches_are_the_elapsed_time() => Check(300, s =>
        s.Calendar.Open(s.Start, s.Start + s.First).Aggregate(Duration.Zero, (sum, open) => sum + open.Length) == s.Calendar.Elapsed(s.Start, s.Start + s.First));

    [Fact]
    public void A_walk_minute_by_minute_finds_the_same_due_time() => Check(60, s =>
    {
        var end = s.Start + Duration.FromDays(WalkedDays);
        var due = s.Calendar.Add(s.Start, s.First);
        var walked = new Walker(s.Definition).Add(s.Start, s.First, WalkedDays);
        return walked == (due <= end ? due : null);
    });

    [Fact]
    public void A_walk_minute_by_minute_finds_the_same_due_time_with_pauses() => Check(60, s =>
    {
        var end = s.Start + Duration.FromDays(WalkedDays);
        var due = s.Calendar.Add(s.Start, s.First, s.Pauses);
        var walked = new Walker(s.Definition).Add(s.Start, s.First, WalkedDays, at => s.Pauses.Any(p => p.Start <= at && at < p.End));
        return walked == (due <= end ? due : null);
    });

    [Fact]
    public void A_walk_minute_by_minute_counts_the_same_open_time() => Check(60, s =>
    {
        var end = s.Start + Duration.FromDays(5);
        return new Walker(s.Definition).Elapsed(s.Start, end) == s.Calendar.Elapsed(s.Start, end);
    });

    [Fact]
    public void A_walk_finds_the_same_openings_and_closings() => Check(50, s =>
    {
        var walker = new Walker(s.Definition);
        for (var at = s.Start; at < s.Start + Duration.FromDays(2); at += Duration.FromMinutes(7))
        {
            if (walker.IsOpen(at) != s.Calendar.IsOpen(at) || (s.Calendar.NextOpen(at) == at) != walker.IsOpen(at))
                return false;
        }

        return true;
    });

    private static void Check(int times, Func<Situation, bool> holds) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(times), Prop.ForAll(Generated.Situations, holds));
}
