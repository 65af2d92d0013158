using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Service.Leases;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Sla.Clocks;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Service;

public abstract partial class DeskContract
{
    [Fact]
    public async Task A_waiting_ticket_is_offered_to_a_free_agent()
    {
        var agent = await Node.ArriveAsync(1);
        var ticket = await Node.OpenAsync();

        await Node.StepAsync();

        Assert.Equal((TicketStatus.Offered, agent), ((await Node.ReadAsync(ticket.Id)).Status, (await Node.ReadAsync(ticket.Id)).Offer!.Agent));
    }

    [Fact]
    public async Task An_offer_that_runs_out_goes_to_the_next_agent()
    {
        var (first, second) = (await Node.ArriveAsync(1), DeskNode.AgentOf(2));
        var ticket = await Node.OpenAsync();
        var next = await Node.StepAsync();
        await Node.ArriveAsync(2);
        Assert.InRange(next, Node.Now, Node.Now + Duration.FromSeconds(30));

        Advance(TimeSpan.FromSeconds(30), Node);
        await Node.StepAsync();

        Assert.Equal([first], (await Node.HistoryAsync<TicketEvent.OfferExpired>(ticket.Id)).Select(e => e.Agent));
        Assert.Equal(second, (await Node.ReadAsync(ticket.Id)).Offer!.Agent);
    }

    [Fact]
    public async Task An_agent_who_falls_silent_loses_the_chat_to_the_head_of_the_queue()
    {
        var (ticket, agent) = await TakenAsync();
        Advance(TimeSpan.FromMinutes(5), Node);

        await Node.StepAsync();

        var after = await Node.ReadAsync(ticket);
        Assert.Equal((true, null), (after.AtHead, after.Agent));
        Assert.Equal(agent, Assert.Single(await Node.HistoryAsync<TicketEvent.AgentWentSilent>(ticket)).Agent);
    }

    [Fact]
    public async Task An_agent_whose_process_died_keeps_his_chat_for_the_grace_and_no_longer()
    {
        var (ticket, agent) = await TakenAsync();
        await Node.DoAsync(ticket, new TicketCommand.Reply(new MessageId("m1"), "On it", Actor.Of(agent)));
        await Node.Staff.TouchAsync(agent, Ct);
        Advance(TimeSpan.FromSeconds(31), Node);
        await Node.StepAsync();
        Assert.NotNull(Node.Ledger.Find(agent)!.DisconnectedSince);
        Assert.Equal(agent, (await Node.ReadAsync(ticket)).Agent);

        Advance(TimeSpan.FromSeconds(30), Node);
        await Node.StepAsync();

        Assert.Equal(Presence.Offline, Node.Ledger.Find(agent)!.Presence);
        Assert.Equal(TicketStatus.Queued, (await Node.ReadAsync(ticket)).Status);
    }

    [Fact]
    public async Task An_agent_who_comes_back_in_the_grace_keeps_his_chat()
    {
        var (ticket, agent) = await TakenAsync();
        await Node.DoAsync(ticket, new TicketCommand.Reply(new MessageId("m1"), "On it", Actor.Of(agent)));
        await Node.Staff.TouchAsync(agent, Ct);
        Advance(TimeSpan.FromSeconds(40), Node);
        await Node.StepAsync();
        await Node.Staff.TouchAsync(agent, Ct);
        Advance(TimeSpan.FromSeconds(25), Node);

        await Node.StepAsync();

        Assert.Equal((null, agent), (Node.Ledger.Find(agent)!.DisconnectedSince, (await Node.ReadAsync(ticket)).Agent));
    }

    [Fact]
    public async Task Warnings_and_the_breach_come_in_time_and_once()
    {
        var ticket = await Node.OpenAsync(change: o => o with { Priority = Priority.P1 });
        foreach (var minutes in (double[])[7.5, 3.75, 2.25, 1.5])
        {
            await Node.StepAsync();
            Advance(TimeSpan.FromMinutes(minutes), Node);
            await Node.StepAsync();
            await Node.StepAsync();
        }

        var warned = (await Node.HistoryAsync<TicketEvent.SlaWarned>(ticket.Id)).Where(w => w.Clock == SlaClockKind.Response).ToList();
        Assert.Equal([50, 75, 90], warned.Select(w => w.Percent));
        Assert.Equal([ticket.OpenedAt + Duration.FromMinutes(7.5), ticket.OpenedAt + Duration.FromMinutes(11.25), ticket.OpenedAt + Duration.FromMinutes(13.5)], warned.Select(w => w.At));
        Assert.Equal(ticket.OpenedAt + Duration.FromMinutes(15), Assert.Single(await Node.HistoryAsync<TicketEvent.SlaBreached>(ticket.Id), b => b.Clock == SlaClockKind.Response).At);
        Assert.Single(await Node.HistoryAsync<TicketEvent.Escalated>(ticket.Id), e => e.Kind == EscalationKind.Hierarchical);
    }

    [Fact]
    public async Task After_a_standstill_each_clock_says_only_its_latest()
    {
        var ticket = await Node.OpenAsync(change: o => o with { Priority = Priority.P1 });
        Advance(TimeSpan.FromMinutes(20), Node);

        await Node.StepAsync();

        Assert.DoesNotContain(await Node.HistoryAsync<TicketEvent.SlaWarned>(ticket.Id), w => w.Clock == SlaClockKind.Response);
        Assert.Single(await Node.HistoryAsync<TicketEvent.SlaBreached>(ticket.Id), b => b.Clock == SlaClockKind.Response);
    }

    [Fact]
    public async Task A_pause_moves_the_due_time_and_what_was_warned_of_is_not_warned_of_again()
    {
        var (ticket, agent) = await TakenAsync(Priority.P1);
        await Node.DoAsync(ticket, new TicketCommand.Reply(new MessageId("m1"), "On it", Actor.Of(agent)));
        Advance(TimeSpan.FromMinutes(125), Node);
        await Node.StepAsync();
        await Node.DoAsync(ticket, new TicketCommand.Pause(PauseReason.User, "Asked for a picture", null, Actor.Of(agent)));
        Advance(TimeSpan.FromHours(1), Node);
        await Node.DoAsync(ticket, new TicketCommand.Resume("Got it", Actor.Of(agent)));

        await Node.StepAsync();

        Assert.Equal([50], (await Node.HistoryAsync<TicketEvent.SlaWarned>(ticket)).Where(w => w.Clock == SlaClockKind.Resolution).Select(w => w.Percent));
    }

    [Fact]
    public async Task Two_vendor_cases_are_each_warned_of_once()
    {
        var (ticket, agent) = await TakenAsync();
        await Node.DoAsync(ticket, new TicketCommand.OpenVendorCase(new VendorId("print-service"), "A", null, Actor.Of(agent)));
        Advance(TimeSpan.FromMinutes(30), Node);
        await Node.DoAsync(ticket, new TicketCommand.OpenVendorCase(new VendorId("microsoft"), "B", null, Actor.Of(agent)));
        Advance(TimeSpan.FromHours(40), Node);
        await Node.StepAsync();
        var warnings = (await Node.HistoryAsync<TicketEvent.SlaWarned>(ticket)).Count;

        for (var i = 0; i < 5; i++)
        {
            Advance(TimeSpan.FromSeconds(2), Node);
            await Node.StepAsync();
        }

        Assert.Equal(warnings, (await Node.HistoryAsync<TicketEvent.SlaWarned>(ticket)).Count);
    }

    [Fact]
    public async Task A_resolved_ticket_closes_by_itself_after_the_policys_days_and_a_planned_pause_ends_at_its_time()
    {
        var (ticket, agent) = await TakenAsync();
        await Node.DoAsync(ticket, new TicketCommand.Reply(new MessageId("m1"), "On it", Actor.Of(agent)));
        await Node.DoAsync(ticket, new TicketCommand.Pause(PauseReason.Scheduled, "Visit at two", Node.Now + Duration.FromHours(2), Actor.Of(agent)));
        await Node.StepAsync();
        Advance(TimeSpan.FromHours(2), Node);
        await Node.StepAsync();
        Assert.Equal(TicketStatus.Assigned, (await Node.ReadAsync(ticket)).Status);

        await Node.DoAsync(ticket, new TicketCommand.Resolve("Cleared", "fixed", null, Actor.Of(agent)));
        Advance(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1), Node);
        await Node.StepAsync();
        Assert.Equal(TicketStatus.Resolved, (await Node.ReadAsync(ticket)).Status);
        Advance(TimeSpan.FromSeconds(1), Node);
        await Node.StepAsync();

        Assert.True(Assert.Single(await Node.HistoryAsync<TicketEvent.Closed>(ticket)).Automatic);
    }

    [Fact]
    public async Task One_resolution_closes_every_ticket_of_the_incident()
    {
        var (incident, agent) = await TakenAsync(Priority.P1);
        var linked = await Node.OpenAsync("printer two");
        await Node.DoAsync(linked.Id, new TicketCommand.Link(LinkKind.Incident, incident, Actor.Bot));
        await Node.StepAsync();
        await Node.DoAsync(incident, new TicketCommand.Resolve("The server is back", "fixed", null, Actor.Of(agent)));

        await Node.StepAsync();

        Assert.Equal(TicketStatus.Resolved, (await Node.ReadAsync(linked.Id)).Status);
    }

    [Fact]
    public async Task An_incident_that_ended_while_no_node_worked_is_ended_by_the_next()
    {
        var (incident, agent) = await TakenAsync(Priority.P1);
        var linked = await Node.OpenAsync("printer two");
        await Node.DoAsync(linked.Id, new TicketCommand.Link(LinkKind.Incident, incident, Actor.Bot));
        await Node.DoAsync(incident, new TicketCommand.Resolve("The server is back", "fixed", null, Actor.Of(agent)));
        var next = await AnotherAsync(TimeSpan.FromMinutes(1));

        await next.StepAsync();

        Assert.Equal(TicketStatus.Resolved, (await next.ReadAsync(linked.Id)).Status);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_dead_nodes_work_goes_on_at_the_next_whatever_its_clock_and_nothing_is_done_twice(int secondsAhead)
    {
        var agent = await Node.ArriveAsync(1);
        var (ticket, late) = (await Node.OpenAsync(), await Node.OpenAsync(change: o => o with { Priority = Priority.P1 }));
        await Node.StepAsync();
        var next = await AnotherAsync(TimeSpan.FromSeconds(secondsAhead));
        await next.StepAsync();
        Assert.Null(next.Lease.Fence);

        // The first node dies here: it holds the lease and never comes back.
        for (var second = 0; second < 19; second++)
        {
            Advance(TimeSpan.FromSeconds(1), next);
            await next.StepAsync();
        }
        Assert.NotNull(next.Lease.Fence);
        Advance(TimeSpan.FromSeconds(15), next);
        await next.StepAsync();
        Assert.Equal(agent, Assert.Single(await next.HistoryAsync<TicketEvent.OfferExpired>(late.Id)).Agent);
        Assert.Equal(agent, (await next.ReadAsync(ticket.Id)).Offer!.Agent);
        Advance(TimeSpan.FromMinutes(15), next);
        await next.StepAsync();

        Assert.Single(await next.HistoryAsync<TicketEvent.SlaBreached>(late.Id), b => b.Clock == SlaClockKind.Response);
    }

    [Fact]
    public async Task Two_nodes_never_have_the_lease_together_and_a_sleeper_can_write_nothing()
    {
        var ticket = await Node.OpenAsync(change: o => o with { Priority = Priority.P1 });
        await Node.StepAsync();
        var slept = Node.Lease.Fence!;
        var next = await AnotherAsync();
        Advance(TimeSpan.FromSeconds(15) + LeaseKeeper.ClockTolerance.ToTimeSpan(), next);
        await next.StepAsync();
        Assert.NotNull(next.Lease.Fence);

        var late = await Node.Desk.DoAsync(ticket.Id, new TicketCommand.WarnSla(SlaClockKind.Response, 50, Node.Now, Actor.Desk), new WriteTerms { Fence = slept }, Ct);
        Advance(TimeSpan.FromSeconds(17), Node);
        await Node.StepAsync();

        Assert.IsType<TicketOutcome.Fenced>(late);
        Assert.Null(Node.Lease.Fence);
        Assert.Empty(await next.HistoryAsync<TicketEvent.SlaWarned>(ticket.Id));
    }

    [Fact]
    public async Task A_node_that_stops_in_order_lets_the_next_in_at_once()
    {
        await Node.StepAsync();
        var next = await AnotherAsync();
        await next.StepAsync();
        await Node.Worker.ReleaseAsync(Ct);
        Advance(TimeSpan.FromSeconds(6), next);

        await next.StepAsync();

        Assert.NotNull(next.Lease.Fence);
    }

    [Fact]
    public async Task Two_nodes_that_work_by_turns_give_each_timer_once()
    {
        var other = await AnotherAsync(TimeSpan.FromSeconds(2));
        var tickets = new List<Ticket>();
        for (var i = 0; i < 20; i++)
            tickets.Add(await Node.OpenAsync($"printer {i}", o => o with { Priority = Priority.P1 }));
        for (var minute = 0; minute < 20; minute++)
        {
            Advance(TimeSpan.FromMinutes(1), Node, other);
            await Task.WhenAll(Task.Run(Node.StepAsync), Task.Run(other.StepAsync));
            if (minute % 5 == 4) await (minute % 2 == 0 ? Node : other).Worker.ReleaseAsync(Ct);
        }

        foreach (var ticket in tickets)
        {
            var said = (await Node.HistoryAsync<TicketEvent.SlaWarned>(ticket.Id)).Where(w => w.Clock == SlaClockKind.Response).Select(w => w.Percent).ToList();
            Assert.Equal(said.Distinct(), said);
            Assert.Single(await Node.HistoryAsync<TicketEvent.SlaBreached>(ticket.Id), b => b.Clock == SlaClockKind.Response);
        }
    }

    [Fact]
    public async Task Who_is_off_shift_or_absent_is_offered_nothing()
    {
        var (off, absent) = (await Node.ArriveAsync(1), await Node.ArriveAsync(2));
        await Node.Staff.ChangeProfileAsync(off, p => p with { Shifts = new AgentShifts("Europe/Berlin", new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["tue"] = ["09:00-17:00"] }) }, "test", StaffTerms.None, Ct);
        await Node.Staff.ChangeProfileAsync(absent, p => p with { Absences = [new AgentAbsence(Node.Now, Node.Now + Duration.FromHours(1), null)] }, "test", StaffTerms.None, Ct);
        var ticket = await Node.OpenAsync();
        await Node.StepAsync();
        Assert.Equal(TicketStatus.Queued, (await Node.ReadAsync(ticket.Id)).Status);

        Advance(TimeSpan.FromHours(1), Node);
        await Node.StepAsync();

        Assert.Equal(absent, (await Node.ReadAsync(ticket.Id)).Offer!.Agent);
    }

    [Fact]
    public async Task A_removed_agents_tickets_wait_again()
    {
        var (ticket, agent) = await TakenAsync();
        await Node.Staff.RemoveAsync(agent, "test", Ct);

        await Node.StepAsync();

        Assert.Equal(TicketStatus.Queued, (await Node.ReadAsync(ticket)).Status);
    }

    private async Task<(TicketId Ticket, AgentId Agent)> TakenAsync(Priority? priority = null)
    {
        var agent = await Node.ArriveAsync(1, 1, 2, 3);
        var ticket = await Node.OpenAsync(change: o => o with { Priority = priority });
        await Node.StepAsync();
        await Node.DoAsync(ticket.Id, new TicketCommand.Accept(Actor.Of(agent)));
        return (ticket.Id, agent);
    }
}
