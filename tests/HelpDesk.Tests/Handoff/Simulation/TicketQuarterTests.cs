using HelpDesk.Handoff.Reports;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Simulation;

public sealed class TicketQuarterTests(ITestOutputHelper output)
{
    private const int Count = 20_000;

    [Fact]
    public void Twenty_thousand_tickets_are_lost_nowhere_and_measured_as_they_were_lived()
    {
        var quarter = new TicketQuarter(seed: 11, Count).Live();
        var truth = quarter.Truth.Values;

        Assert.Equal(Count, quarter.Desk.Tickets.Count);
        Assert.All(quarter.Truth, t => Assert.True(t.Value.IsDone, $"{t.Key} was lost"));
        Assert.DoesNotContain(quarter.Desk.Tickets.Values, t => t.IsOpen);
        Assert.Equal((0, 0), (quarter.Desk.Board.State.Waiting.Count, quarter.Desk.Board.State.Held.Count));

        var period = new Interval(Roster.Start, Roster.Start + Duration.FromDays(400));
        var measures = Measures.Of([.. quarter.Desk.Tickets.Keys.Select(quarter.Desk.Record)], period).ToDictionary(m => m.Definition.Id, m => m.Value!.Value, StringComparer.Ordinal);
        var resolved = truth.Where(t => t.Resolved.Count > 0).ToList();
        var rated = truth.Where(t => t.Rating is not null).ToList();
        (string Id, double Expected)[] lived =
        [
            ("fcr", Share(truth, t => t.IsFirstContact)), ("abandonment", Share(truth, t => t.Left)), ("escalation", Share(truth, t => t.Escalated)),
            ("sla", Share(resolved, t => t.WasInTime)), ("csat", Share(rated, t => t.Rating >= 4)), ("aht", resolved.Average(t => t.HandledMinutes)),
            ("resolution-time", resolved.Average(t => (t.Resolved[^1].At - t.Opened).TotalMinutes)),
            ("first-response", truth.Where(t => t.FirstReply is not null).Average(t => (t.FirstReply!.Value - t.Opened).TotalMinutes)),
        ];
        output.WriteLine(string.Join('\n', lived.Select(l => $"{l.Id}: {l.Expected:0.0000} lived, {measures[l.Id]:0.0000} measured")) + $"\n{quarter.Returned} returned");
        Assert.All(lived, l => Assert.Equal(l.Expected, measures[l.Id], 1e-6));
        var changed = resolved.Where(t => t.Terms.Count > 1).ToList();
        output.WriteLine($"{changed.Count} changed, {changed.Count(t => t.Terms[^1].At > t.FirstReply)} of them after the first reply, {changed.Count(t => t.Terms[^1].At > t.Reopened)} after a reopening; {truth.Count(t => t.AskedVendor)} with vendor cases; {changed.Count(t => t.WasInTime != t.WouldHaveBeenInTime)} of the changes decided about in time");
        Assert.True(changed.Exists(t => t.Terms[^1].At > t.FirstReply) && changed.Exists(t => t.Terms[^1].At > t.Reopened) && changed.Exists(t => t.WasInTime != t.WouldHaveBeenInTime));
        Assert.Contains(changed, t => t.AskedVendor && t.Waits.Exists(w => t.Terms.Exists(c => w.From < c.At && c.At < w.Until)));
        Assert.True(quarter.Returned > 1 && resolved.Exists(t => !t.WasInTime) && resolved.Exists(t => t.Reopened is not null));
    }

    private static double Share(IReadOnlyCollection<TicketTruth> all, Func<TicketTruth, bool> hits) => (double)all.Count(hits) / all.Count;
}
