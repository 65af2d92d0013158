using FsCheck;
using FsCheck.Fluent;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;
using NodaTime;
using static HelpDesk.Tests.Handoff.Tickets.TestTicket;

namespace HelpDesk.Tests.Handoff.Tickets;

/// <summary>Whatever anybody does in whatever order, the ticket stays one that can exist.</summary>
public sealed class TicketPropertyTests
{
    private const int Sequences = 3_000;

    private sealed record Move(TicketCommand Command, int Seconds);

    private static readonly Actor[] Actors = [Mia, Ben, Lea, Alex, Sam, Actor.Bot, Actor.Desk];
    private static readonly AgentId[] Agents = [MiaId, BenId];
    private static readonly QueueId[] Queues = [First, Second, Third, new("nowhere")];

    /// <summary>Mostly sensible commands by anyone, some senseless ones; time that now and then jumps past offers and days.</summary>
    private static Gen<Move> Moves() =>
        from who in Gen.Elements(Actors)
        from agent in Gen.Elements(Agents)
        from queue in Gen.Elements(Queues)
        from number in Gen.Choose(0, 6)
        from command in Gen.Elements(Commands(who, agent, queue, number))
        from seconds in Gen.Frequency((6, Gen.Choose(0, 40)), (2, Gen.Choose(60, 4_000)), (1, Gen.Choose(86_400, 500_000)))
        select new Move(command, seconds);

    private static TicketCommand[] Commands(Actor by, AgentId agent, QueueId queue, int n) =>
    [
        Opening() with { By = by }, Triaging((Impact)(n % 4), (Urgency)(n % 4)) with { By = by }, new TicketCommand.Enqueue(queue, [], by),
        new TicketCommand.Offer(agent, by), new TicketCommand.Offer(agent, Actor.Desk), new TicketCommand.DeclineOffer("Lunch", by), new TicketCommand.ExpireOffer(agent, by),
        new TicketCommand.Accept(by), new TicketCommand.Accept(Actor.Of(agent)), new TicketCommand.TakeOver(agent, by), Reply($"r{n}", by),
        new TicketCommand.AddNote(new($"n{n}"), "note", by), Write($"w{n}") with { By = by },
        new TicketCommand.Pause((PauseReason)(n % 3), "why", n % 3 == 2 ? Start + Duration.FromDays(n) : null, by), new TicketCommand.Resume("why", by),
        new TicketCommand.Escalate((EscalationKind)(n % 4), queue, "why", by) { Case = Vendor($"C{n}") }, new TicketCommand.Transfer(queue, n % 2 == 0 ? agent : null, "why", by),
        new TicketCommand.Reprioritise((Priority)(1 + (n % 4)), null, null, "why", by), new TicketCommand.ChangePlan(new($"plan{n % 2}"), "why", by), new TicketCommand.ReapplyPolicy(by),
        new TicketCommand.Link((LinkKind)(n % 4), n == 0 ? Id : Other, by), new TicketCommand.Unlink((LinkKind)(n % 4), Other, by),
        n == 3 ? new TicketCommand.MergeInto(Other, by) : Write($"w{n}"), new TicketCommand.AbsorbDuplicate(Other, [SamId], by),
        Resolve(by), Resolve(Actor.Of(agent)), new TicketCommand.Confirm(by), new TicketCommand.Reopen("back", by), new TicketCommand.Close(by),
        n == 3 ? new TicketCommand.Cancel(CancelReason.Left, "", by) : new TicketCommand.Confirm(Alex), new TicketCommand.Survey(n, null, by),
        new TicketCommand.WarnSla((SlaClockKind)(n % 5), 75, Start + Duration.FromHours(n), by), new TicketCommand.BreachSla((SlaClockKind)(n % 5), Start + Duration.FromHours(n), by),
        Vendor($"C{n}") with { By = by }, new TicketCommand.UpdateVendorCase(PrintCo, $"C{n}", "news", by), new TicketCommand.CloseVendorCase(PrintCo, $"C{n}", "done", by),
        new TicketCommand.RecordRootCause("cause", by), new TicketCommand.DeclareMajorIncident("Down", [], null, by), new TicketCommand.UpdateMajorIncident($"Slow {n}", by),
        new TicketCommand.ReturnToQueue(agent, (ReturnReason)(n % 3), Start, by), new TicketCommand.Follow(SamId, (FollowerKind)(n % 2), by), new TicketCommand.Unfollow(SamId, FollowerKind.Watcher, by),
    ];

    private static Property ForAllSequences(Func<List<TicketEvent>, IEnumerable<(Ticket? Before, TicketCommand Command, Ticket? After, Decision Decision)>, string?> flaw) =>
        Prop.ForAll(Moves().ListOf(60).ToArbitrary(), moves =>
        {
            var events = new List<TicketEvent>();
            var steps = Play(moves, events);
            var found = flaw(events, steps);
            return (found is null).Label(found ?? "");
        });

    private static List<(Ticket? Before, TicketCommand Command, Ticket? After, Decision Decision)> Play(IEnumerable<Move> moves, List<TicketEvent> events)
    {
        var steps = new List<(Ticket?, TicketCommand, Ticket?, Decision)>();
        var ticket = new TestTicket().Do(Opening());
        events.AddRange(ticket.Events);
        foreach (var move in moves)
        {
            ticket.Now += Duration.FromSeconds(move.Seconds);
            var (before, decision) = (ticket.State, ticket.Try(move.Command));
            if (decision is Decision.Accepted accepted)
            {
                ticket.Do(move.Command);
                events.AddRange(accepted.Events);
            }
            steps.Add((before, move.Command, ticket.State, decision));
        }
        return steps;
    }

    [Fact]
    public void No_sequence_of_commands_reaches_an_illegal_state() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Sequences), ForAllSequences((_, steps) =>
            steps.Select(s => Flaw(s.After!) is { } flaw ? $"{flaw} after {s.Command}" : null).FirstOrDefault(f => f is not null)));

    [Fact]
    public void Every_change_of_status_is_in_the_table() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Sequences), ForAllSequences((_, steps) =>
            steps.Where(s => !Lifecycle.Leads(s.Before!.Status, s.Command, s.After!.Status))
                .Select(s => $"{s.Before!.Status} -> {s.After!.Status} by {s.Command}").FirstOrDefault()));

    [Fact]
    public void A_command_that_was_accepted_is_nothing_to_do_the_second_time() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Sequences), Prop.ForAll(Moves().ListOf(40).ToArbitrary(), Moves().ToArbitrary(), (moves, last) =>
        {
            var ticket = new TestTicket().Do(Opening());
            foreach (var move in moves.Append(last))
            {
                ticket.Now += Duration.FromSeconds(move.Seconds);
                if (ticket.Try(move.Command) is not Decision.Accepted) continue;
                ticket.Do(move.Command);
                if (ticket.Try(move.Command) is not Decision.NothingToDo and var again) return false.Label($"{move.Command} again: {again}");
            }
            return true.Label("");
        }));

    [Fact]
    public void Folding_one_by_one_and_from_a_snapshot_gives_the_same_ticket() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), ForAllSequences((events, _) =>
        {
            var whole = Ticket.Fold(null, events);
            for (var cut = 1; cut < events.Count; cut += 1 + (events.Count / 7))
            {
                Assert.True(TicketSnapshot.TryRead(TicketSnapshot.Schema, TicketSnapshot.Write(Ticket.Fold(null, events.Take(cut))!), out var snapshot));
                if (!whole!.Equals(Ticket.Fold(snapshot, Stored(events.Skip(cut))))) return $"cut at {cut} of {events.Count}";
            }
            return whole!.Version == events.Count ? null : "version";
        }));

    private static IEnumerable<TicketEvent> Stored(IEnumerable<TicketEvent> events)
    {
        foreach (var stored in events.Select(TicketEvents.ToStored))
        {
            Assert.True(TicketEvents.TryRead(stored.Type, stored.Schema, stored.Json.Span, out var happened));
            yield return happened;
        }
    }

    private static string? Flaw(Ticket t)
    {
        var held = t.Status is TicketStatus.Assigned or TicketStatus.Paused;
        return
            held != t.Agent.HasValue ? "an agent without holding, or holding without an agent" :
            t.Status == TicketStatus.Offered != t.Offer is not null ? "an offer without being offered" :
            t.Status == TicketStatus.Paused != t.Pause is not null ? "a pause without being paused" :
            t.Status is TicketStatus.Queued or TicketStatus.Offered && (t.Queue is null || t.Priority is null) ? "waiting nowhere" :
            t.Status is TicketStatus.Queued && t.Tier is not (Tier.ServiceDesk or Tier.Technical or Tier.Specialist) ? "waiting at a tier without people" :
            t.Status is TicketStatus.Resolved or TicketStatus.Closed && t.Resolution is null ? "ended without a resolution" :
            t.IsOpen && (t.Resolution is not null || t.ClosedAt is not null || t.ConfirmedAt is not null) ? "open and resolved" :
            t.Status == TicketStatus.Merged != t.MergedInto.HasValue ? "merged into nothing" :
            t.Status == TicketStatus.Closed != t.ClosedAt.HasValue ? "closed at no time" :
            t.Rating is < 1 or > 5 ? "a rating that is none" :
            t.Links.Any(l => l.Ticket == t.Id) ? "linked to itself" :
            t.Links.Count(l => l.Kind == LinkKind.Incident) > 1 || t.Links.Count(l => l.Kind == LinkKind.Problem) > 1 ? "two incidents" :
            t.Status is TicketStatus.Resolved && t.VendorCases.Any(c => c.IsOpen) ? "resolved with an open vendor case" : null;
    }
}
