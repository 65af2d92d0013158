using HelpDesk.Handoff.Sla.Clocks;
using HelpDesk.Handoff.Tickets;
using NodaTime;
using static HelpDesk.Tests.Handoff.Tickets.TestTicket;

namespace HelpDesk.Tests.Handoff.Tickets;

/// <summary>What a ticket remembers of the warnings and breaches that were told.</summary>
public sealed class MarkTests
{
    [Theory]
    [InlineData(SlaClockKind.Response, 2)]
    [InlineData(SlaClockKind.Resolution, 2)]
    [InlineData(SlaClockKind.Vendor, 2)]
    [InlineData(SlaClockKind.Ola, 2)]
    [InlineData(SlaClockKind.NextResponse, 1)]
    public void Clocks_that_run_side_by_side_or_move_keep_what_was_said_of_each(SlaClockKind clock, int kept)
    {
        var ticket = Assigned().Ticket;
        var (early, late) = (Start + Duration.FromHours(1), Start + Duration.FromHours(2));

        ticket = Warned(Warned(Warned(ticket, clock, early, 50), clock, late, 75), clock, early, 50);

        Assert.Equal(kept, ticket.Marks.Count(m => m.Clock == clock));
    }

    [Fact]
    public void A_new_stay_in_a_tier_is_warned_of_anew_and_the_vendors_clocks_go_on()
    {
        var ticket = Assigned();
        var due = Start + Duration.FromHours(1);
        var marked = Warned(Warned(ticket.Ticket, SlaClockKind.Ola, due, 90), SlaClockKind.Vendor, due, 90);

        var after = Ticket.Apply(marked, new TicketEvent.Transferred(Second, Tier.Technical, [], "Needs more", Mia, Start));

        Assert.Equal([SlaClockKind.Vendor], after.Marks.Select(m => m.Clock));
    }

    private static Ticket Warned(Ticket ticket, SlaClockKind clock, Instant due, int percent) => Ticket.Apply(ticket, new TicketEvent.SlaWarned(clock, percent, due, Start));
}
