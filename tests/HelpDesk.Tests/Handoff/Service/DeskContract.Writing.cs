using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Service;

public abstract partial class DeskContract
{
    [Fact]
    public async Task A_ticket_is_opened_triaged_and_queued_in_one_commit()
    {
        var ticket = await Node.OpenAsync("my printer shows a paper jam and prints nothing");

        Assert.Equal((TicketStatus.Queued, new CategoryId("printing"), new QueueId("service-desk")), (ticket.Status, ticket.Category, ticket.Queue));
        Assert.Equal(ticket.Id, await Node.Desk.FindAsync(ticket.Number.ToLowerInvariant(), Ct));
        Assert.Equal(ticket, await Node.ReadAsync(ticket.Id));
    }

    [Fact]
    public async Task What_triage_is_unsure_of_still_reaches_the_service_desk()
    {
        var ticket = await Node.OpenAsync("xyzzy plugh");

        Assert.Equal((new CategoryId("other"), TicketStatus.Queued), (ticket.Category, ticket.Status));
    }

    [Fact]
    public async Task Of_a_thousand_agents_on_two_nodes_one_wins_and_the_others_are_calmly_refused()
    {
        const int Agents = 1000;
        var other = await AnotherAsync();
        var ticket = await Node.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, Agents).Select(i => Node.EnrolAsync(DeskNode.AgentOf(i), i)));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Agents).Select(i =>
            Task.Run(() => (i % 2 == 0 ? Node : other).TryAsync(ticket.Id, new TicketCommand.Accept(Actor.Of(DeskNode.AgentOf(i)))))));

        var won = Assert.Single(outcomes, o => o is TicketOutcome.Done);
        Assert.All(outcomes.Where(o => o != won), o => Assert.Equal(Refusal.AlreadyAssigned, RefusalOf(o)));
        Assert.Single(await Node.HistoryAsync<TicketEvent.Accepted>(ticket.Id));
    }

    [Fact]
    public async Task Numbers_of_two_nodes_never_meet()
    {
        var other = await AnotherAsync();
        var opened = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => (i % 2 == 0 ? Node : other).OpenAsync($"printer {i}")));

        Assert.Equal(60, opened.Select(t => t.Number).Distinct().Count());
        Assert.All(opened, t => Assert.Matches("^INC-1[0-9]{3}$", t.Number));
    }

    [Fact]
    public async Task A_command_on_an_old_version_is_told_so_and_changes_nothing()
    {
        var ticket = await Node.OpenAsync();
        var seen = (await Node.Desk.LoadAsync(ticket.Id, Ct))!.Version;
        await Node.DoAsync(ticket.Id, new TicketCommand.AddNote(new MessageId("n1"), "Looked at it", Actor.Bot));

        var outcome = await Node.Desk.DoAsync(ticket.Id, new TicketCommand.AddNote(new MessageId("n2"), "Me too", Actor.Bot), new WriteTerms { IfVersion = seen }, Ct);

        Assert.Equal(seen + 1, Assert.IsType<TicketOutcome.Stale>(outcome).Ticket.Version);
    }

    [Fact]
    public async Task A_node_that_remembers_an_old_state_refuses_nothing_by_it()
    {
        var other = await AnotherAsync();
        var agent = await Node.ArriveAsync(1);
        var ticket = await Node.OpenAsync();
        await other.ReadAsync(ticket.Id);
        await Node.DoAsync(ticket.Id, new TicketCommand.Accept(Actor.Of(agent)));

        var reply = await other.TryAsync(ticket.Id, new TicketCommand.Reply(new MessageId("m1"), "On it", Actor.Of(agent)));

        Assert.IsType<TicketOutcome.Done>(reply);
    }

    [Fact]
    public async Task Who_is_no_agent_of_the_desk_cannot_take_a_ticket()
    {
        var ticket = await Node.OpenAsync();

        Assert.IsType<TicketOutcome.UnknownAgent>(await Node.TryAsync(ticket.Id, new TicketCommand.Accept(Actor.Of(DeskNode.AgentOf(7)))));
    }

    [Fact]
    public async Task A_conversation_that_is_handed_off_twice_has_one_ticket()
    {
        var talk = new TranscriptReference("conversation-1", null);
        var both = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Node.Desk.OpenAsync(
            new OpenOrder(TicketKind.Incident, TicketChannel.WebChat, DeskNode.Alex, new CustomerId("sample"), "Help", null, Actor.Bot) { Transcript = talk }, WriteTerms.None, Ct))));

        Assert.Single(both, o => o is TicketOutcome.Done);
        Assert.Equal(7, both.Count(o => o is TicketOutcome.AlreadySo));
        Assert.NotNull(await Node.Desk.FindByConversationAsync("conversation-1", Ct));
    }

    [Fact]
    public async Task A_merge_changes_both_tickets_or_none()
    {
        var (duplicate, into) = (await Node.OpenAsync("printer one"), await Node.OpenAsync("printer two"));

        var outcome = await Node.Desk.DoAsync([.. Incidents.Merge(duplicate, into, Actor.Bot)], WriteTerms.None, Ct);

        Assert.IsType<TicketOutcome.Done>(outcome);
        Assert.Equal(TicketStatus.Merged, (await Node.ReadAsync(duplicate.Id)).Status);
        Assert.Equal([duplicate.Id], (await Node.ReadAsync(into.Id)).Absorbed);
    }

    [Fact]
    public async Task A_node_whose_clock_is_behind_writes_no_time_before_what_is_there()
    {
        var late = await AnotherAsync(TimeSpan.FromSeconds(-2));
        var ticket = await Node.OpenAsync();

        var after = await late.DoAsync(ticket.Id, new TicketCommand.AddNote(new MessageId("n1"), "Looked at it", Actor.Bot));

        Assert.Equal(ticket.OpenedAt, after.ChangedAt);
    }

    [Fact]
    public async Task A_refused_fence_writes_nothing()
    {
        var ticket = await Node.OpenAsync();
        var fence = new Check.DocumentAt(new DocumentKey("lease-token", "nobody"), 3);

        var outcome = await Node.Desk.DoAsync(ticket.Id, new TicketCommand.AddNote(new MessageId("n1"), "Late", Actor.Bot), new WriteTerms { Fence = fence }, Ct);

        Assert.IsType<TicketOutcome.Fenced>(outcome);
        Assert.Empty(await Node.HistoryAsync<TicketEvent.Noted>(ticket.Id));
    }
}
