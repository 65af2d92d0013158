using HelpDesk.Handoff.Tickets;
using NodaTime;
using static HelpDesk.Tests.Handoff.Tickets.TestTicket;

namespace HelpDesk.Tests.Handoff.Tickets;

public sealed class TalkingTests
{
    [Fact]
    public void Only_the_assigned_agent_replies_and_others_note()
    {
        var ticket = Assigned();

        Assert.Equal(Refusal.NotYours, ticket.Refused(Reply("m1", Ben)));
        Assert.Equal(Refusal.NotYours, ticket.Refused(Reply("m1", Lea)));
        Assert.Equal(Refusal.NotAllowed, ticket.Refused(Reply("m1", Alex)));
        ticket.Do(new TicketCommand.AddNote(new("m2"), "Seen this before.", Ben));
        Assert.Equal(Refusal.NotAllowed, ticket.Refused(new TicketCommand.AddNote(new("m3"), "Psst", Alex)));
    }

    [Fact]
    public void The_first_reply_of_a_person_is_the_response_and_a_note_is_not()
    {
        var ticket = Assigned().Do(new TicketCommand.AddNote(new("m1"), "Looking.", Mia));
        Assert.Null(ticket.Ticket.FirstReplyAt);

        ticket.After(Duration.FromMinutes(1)).Do(Reply("m2"));
        var first = ticket.Now;
        ticket.After(Duration.FromMinutes(1)).Do(Reply("m3"));

        Assert.Equal((first, ticket.Now), (ticket.Ticket.FirstReplyAt, ticket.Ticket.LastReplyAt));
    }

    [Fact]
    public void A_message_that_is_delivered_twice_is_kept_once()
    {
        var ticket = Assigned().Do(Write("m1")).Do(Reply("m2"));
        ticket.IsNothing(Write("m1"));
        ticket.IsNothing(Reply("m2"));
    }

    [Fact]
    public void Message_ids_are_remembered_up_to_a_limit()
    {
        var ticket = Assigned();
        for (var i = 0; i < 3 * Ticket.MessagesRemembered; i++)
            ticket.Do(Write($"m{i}"));
        Assert.Equal(Ticket.MessagesRemembered, ticket.Ticket.RecentMessages.Count);
        Assert.Equal($"m{(3 * Ticket.MessagesRemembered) - 1}", ticket.Ticket.RecentMessages[^1].Value);
    }

    [Fact]
    public void An_answer_is_awaited_from_the_earliest_message_without_one()
    {
        var ticket = Assigned();
        Assert.Equal(ticket.Ticket.OpenedAt, ticket.Ticket.AwaitingReplySince);

        ticket.Do(Reply("m1"));
        Assert.Null(ticket.Ticket.AwaitingReplySince);

        ticket.After(Duration.FromMinutes(1)).Do(Write("m2"));
        var first = ticket.Now;
        ticket.After(Duration.FromMinutes(1)).Do(Write("m3"));
        Assert.Equal(first, ticket.Ticket.AwaitingReplySince);
    }

    [Fact]
    public void A_stranger_cannot_write_and_a_watcher_can()
    {
        var ticket = Assigned();
        var sam = new TicketCommand.Write(new("m1"), "Me too.", Sam);
        Assert.Equal(Refusal.NotAllowed, ticket.Refused(sam));

        ticket.Do(new TicketCommand.Follow(SamId, FollowerKind.Watcher, Alex)).Do(sam);

        Assert.Equal(ticket.Now, ticket.Ticket.LastCustomerAt);
    }

    [Fact]
    public void A_person_who_writes_ends_the_pause_that_waits_for_him_and_no_other()
    {
        Assert.Equal(TicketStatus.Assigned, Paused().Do(Write("m1")).Ticket.Status);
        Assert.Equal(TicketStatus.Paused, Assigned().Do(Vendor()).Do(Write("m1")).Ticket.Status);
    }

    [Fact]
    public void After_the_resolution_only_the_agent_who_had_it_still_speaks()
    {
        Resolved().Do(Reply("m1"));
        Assert.Equal(Refusal.NotYours, Resolved().Refused(Reply("m1", Ben)));
    }

    [Fact]
    public void An_empty_message_is_refused_unless_it_carries_a_file()
    {
        var empty = Write("m1") with { Text = "" };
        Assert.Equal(Refusal.WordsMissing, Assigned().Refused(empty));
        Assigned().Do(empty with { Attachments = [new("a.png", "image/png", "sha256-1")] });
        Assert.Equal(Refusal.WordsTooLong, Assigned().Refused(Write("m1") with { Text = new string('x', 64_001) }));
    }
}
