using System.Reflection;
using HelpDesk.Handoff.Tickets;
using NodaTime;
using static HelpDesk.Tests.Handoff.Tickets.TestTicket;

namespace HelpDesk.Tests.Handoff.Tickets;

/// <summary>Every status against every command, each given by the one who may give it: accepted, already so, or refused with this reason.</summary>
public sealed class LifecycleTableTests
{
    /// <summary>Columns: New, Queued, Offered, Assigned, Paused, Resolved, Closed, Cancelled, Merged. ok: accepted; =: nothing to do.</summary>
    private const string Table = """
        Open                  AlreadyOpened      AlreadyOpened       AlreadyOpened       AlreadyOpened       AlreadyOpened       AlreadyOpened      AlreadyOpened  AlreadyOpened     AlreadyOpened
        Triage                ok                 ok                  ok                  ok                  ok                  AlreadyResolved    AlreadyClosed  AlreadyCancelled  AlreadyMerged
        Enqueue               NotTriaged         AlreadyQueued       AlreadyQueued       AlreadyQueued       AlreadyQueued       AlreadyResolved    AlreadyClosed  AlreadyCancelled  AlreadyMerged
        Offer                 NotQueued          ok                  AlreadyOffered      AlreadyAssigned     AlreadyAssigned     AlreadyResolved    AlreadyClosed  AlreadyCancelled  AlreadyMerged
        DeclineOffer          NotOffered         NotOffered          ok                  AlreadyAssigned     AlreadyAssigned     AlreadyResolved    AlreadyClosed  AlreadyCancelled  AlreadyMerged
        ExpireOffer           =                  =                   OfferStillOpen      =                   =                   =                  =              =                 =
        Accept                NotQueued          ok                  NotOffered          AlreadyAssigned     AlreadyAssigned     AlreadyResolved    AlreadyClosed  AlreadyCancelled  AlreadyMerged
        TakeOver              NotAssigned        NotAssigned         NotAssigned         ok                  ok                  AlreadyResolved    AlreadyClosed  AlreadyCancelled  AlreadyMerged
        Reply                 NotAssigned        NotAssigned         NotAssigned         ok                  ok                  ok                 AlreadyClosed  AlreadyCancelled  AlreadyMerged
        AddNote               ok                 ok                  ok                  ok                  ok                  ok                 ok             ok                AlreadyMerged
        Write                 ok                 ok                  ok                  ok                  ok                  ok                 AlreadyClosed  AlreadyCancelled  AlreadyMerged
        Amend                 MessageNotFound    MessageNotFound     MessageNotFound     MessageNotFound     MessageNotFound     MessageNotFound    AlreadyClosed  AlreadyCancelled  AlreadyMerged
        Pause                 NotAssigned        NotAssigned         NotAssigned         ok                  ok                  AlreadyResolved    AlreadyClosed  AlreadyCancelled  AlreadyMerged
        Resume                NotPaused          NotPaused           NotPaused           =                   ok                  AlreadyResolved    AlreadyClosed  AlreadyCancelled  AlreadyMerged
        Escalate              NotQueued          ok                  ok                  ok                  ok                  AlreadyResolved    AlreadyClosed  AlreadyCancelled  AlreadyMerged
        Transfer              NotQueued          ok                  ok                  ok                  ok                  AlreadyResolved    AlreadyClosed  AlreadyCancelled  AlreadyMerged
        Reprioritise          NotTriaged         ok                  ok                  ok                  ok                  AlreadyResolved    AlreadyClosed  AlreadyCancelled  AlreadyMerged
        ChangePlan            ok                 ok                  ok                  ok                  ok                  AlreadyResolved    AlreadyClosed  AlreadyCancelled  AlreadyMerged
        ReapplyPolicy         =                  =                   =                   =                   =                   AlreadyResolved    AlreadyClosed  AlreadyCancelled  AlreadyMerged
        Link                  ok                 ok                  ok                  ok                  ok                  ok                 ok             AlreadyCancelled  AlreadyMerged
        Unlink                =          =           =           =           =           =          =      AlreadyCancelled  AlreadyMerged
        MergeInto             ok                 ok                  ok                  ok                  ok                  AlreadyResolved    AlreadyClosed  AlreadyCancelled  AlreadyMerged
        AbsorbDuplicate       ok                 ok                  ok                  ok                  ok                  ok                 AlreadyClosed  AlreadyCancelled  AlreadyMerged
        Resolve               NotTriaged         ok                  ok                  ok                  ok                  AlreadyResolved    AlreadyClosed  AlreadyCancelled  AlreadyMerged
        Confirm               NotResolved        NotResolved         NotResolved         NotResolved         NotResolved         ok                 =              AlreadyCancelled  AlreadyMerged
        Reopen                NotResolved        NotResolved         NotResolved         NotResolved         NotResolved         ok                 ok             AlreadyCancelled  AlreadyMerged
        Close                 NotResolved        NotResolved         NotResolved         NotResolved         NotResolved         ok                 =              AlreadyCancelled  AlreadyMerged
        Cancel                ok                 ok                  ok                  ok                  ok                  AlreadyResolved    AlreadyClosed  AlreadyCancelled  AlreadyMerged
        Survey                NotClosed          NotClosed           NotClosed           NotClosed           NotClosed           NotClosed          ok             AlreadyCancelled  AlreadyMerged
        WarnSla               ok                 ok                  ok                  ok                  ok                  =                  =              =                 =
        BreachSla             ok                 ok                  ok                  ok                  ok                  =                  =              =                 =
        OpenVendorCase        NotAssigned        NotAssigned         NotAssigned         ok                  ok                  AlreadyResolved    AlreadyClosed  AlreadyCancelled  AlreadyMerged
        UpdateVendorCase      NotAssigned        VendorCaseNotFound  VendorCaseNotFound  VendorCaseNotFound  VendorCaseNotFound  AlreadyResolved    AlreadyClosed  AlreadyCancelled  AlreadyMerged
        CloseVendorCase       NotAssigned        VendorCaseNotFound  VendorCaseNotFound  VendorCaseNotFound  VendorCaseNotFound  AlreadyResolved    AlreadyClosed  AlreadyCancelled  AlreadyMerged
        RecordRootCause       NotAProblem        NotAProblem         NotAProblem         NotAProblem         NotAProblem         NotAProblem        NotAProblem    AlreadyCancelled  AlreadyMerged
        RecordKnownError      NotAProblem        NotAProblem         NotAProblem         NotAProblem         NotAProblem         NotAProblem        NotAProblem    AlreadyCancelled  AlreadyMerged
        DeclareMajorIncident  NotCritical        NotCritical         NotCritical         NotCritical         NotCritical         AlreadyResolved    AlreadyClosed  AlreadyCancelled  AlreadyMerged
        UpdateMajorIncident   NotAMajorIncident  NotAMajorIncident   NotAMajorIncident   NotAMajorIncident   NotAMajorIncident   NotAMajorIncident  AlreadyClosed  AlreadyCancelled  AlreadyMerged
        ReturnToQueue         =                  =                   =                   ok                  =                   =                  =              =                 =
        Follow                ok                 ok                  ok                  ok                  ok                  ok                 AlreadyClosed  AlreadyCancelled  AlreadyMerged
        Unfollow              =                  =                   =                   =                   =                   =                  =              =                 =
        """;

    private static readonly TicketStatus[] Columns = Enum.GetValues<TicketStatus>();

    private static readonly Dictionary<string, TicketCommand> Commands = new TicketCommand[]
    {
        Opening() with { Ticket = Other },
        Triaging(Impact.Team),
        new TicketCommand.Enqueue(Second, [], Actor.Desk),
        new TicketCommand.Offer(BenId, Actor.Desk),
        new TicketCommand.DeclineOffer("On the phone", Mia),
        new TicketCommand.ExpireOffer(MiaId, Actor.Desk),
        new TicketCommand.Accept(Ben),
        new TicketCommand.TakeOver(MiaId, Ben),
        Reply("m1"),
        new TicketCommand.AddNote(new("m2"), "Seen before.", Ben),
        Write("m3"),
        new TicketCommand.Amend(new("m0"), "Other words", Alex),
        new TicketCommand.Pause(PauseReason.Scheduled, "Comes back on Monday", Start + Duration.FromDays(3), Mia),
        new TicketCommand.Resume("Looked again", Mia),
        new TicketCommand.Escalate(EscalationKind.Functional, Second, "Needs a server admin", Lea),
        new TicketCommand.Transfer(Second, null, "Wrong team", Lea),
        new TicketCommand.Reprioritise(Priority.P2, null, null, "The whole floor", Lea),
        new TicketCommand.ChangePlan(new("enterprise"), "Upgraded", Lea),
        new TicketCommand.ReapplyPolicy(Actor.Desk),
        new TicketCommand.Link(LinkKind.Incident, Other, Mia),
        new TicketCommand.Unlink(LinkKind.Incident, Other, Mia),
        new TicketCommand.MergeInto(new TicketId(Guid.Empty), Mia),
        new TicketCommand.AbsorbDuplicate(Other, [SamId], Mia),
        Resolve(Lea),
        new TicketCommand.Confirm(Alex),
        new TicketCommand.Reopen("It is back", Alex),
        new TicketCommand.Close(Lea),
        new TicketCommand.Cancel(CancelReason.SolvedItself, "", Alex),
        new TicketCommand.Survey(5, null, Alex),
        new TicketCommand.WarnSla(SlaClockKind.Response, 50, Start + Duration.FromHours(2), Actor.Desk),
        new TicketCommand.BreachSla(SlaClockKind.Response, Start, Actor.Desk),
        Vendor(),
        new TicketCommand.UpdateVendorCase(PrintCo, "C-9", "A part is on its way", Mia),
        new TicketCommand.CloseVendorCase(PrintCo, "C-9", "Replaced", Mia),
        new TicketCommand.RecordRootCause("A bad update", Mia),
        new TicketCommand.RecordKnownError(new("Crash", "It closes", "A bad update", "Start in safe mode"), Mia),
        new TicketCommand.DeclareMajorIncident("E-mail is down", [], null, Lea),
        new TicketCommand.UpdateMajorIncident("E-mail is slow", Lea),
        new TicketCommand.ReturnToQueue(MiaId, ReturnReason.ShiftEnded, Start, Actor.Desk),
        new TicketCommand.Follow(SamId, FollowerKind.Watcher, Alex),
        new TicketCommand.Unfollow(SamId, FollowerKind.Watcher, Alex),
    }.ToDictionary(c => c.GetType().Name, StringComparer.Ordinal);

    public static TheoryData<string, TicketStatus, string> Cells()
    {
        var cells = new TheoryData<string, TicketStatus, string>();
        foreach (var row in Table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(Columns.Length + 1, words.Length);
            foreach (var (status, expected) in Columns.Zip(words.Skip(1)))
                cells.Add(words[0], status, expected);
        }
        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Each_command_in_each_status_is_accepted_or_refused_with_its_reason(string command, TicketStatus status, string expected)
    {
        var ticket = In(status);
        Assert.Equal(status, ticket.Ticket.Status);

        var decision = ticket.Try(Commands[command]);

        Assert.Equal(expected, Shown(decision));
    }

    [Fact]
    public void The_table_has_every_command()
    {
        var all = typeof(TicketCommand).GetNestedTypes(BindingFlags.Public).Select(t => t.Name).Order(StringComparer.Ordinal);
        Assert.Equal(all, Commands.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(all, Table.Split('\n', StringSplitOptions.TrimEntries).Select(r => r.Split(' ')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_command_for_a_ticket_that_is_not_there_is_refused()
    {
        foreach (var command in Commands.Values.Where(c => c is not TicketCommand.Open))
            Assert.Equal(Refusal.NoTicket, new TestTicket().Refused(command));
    }

    [Fact]
    public void Every_refusal_has_plain_words()
    {
        foreach (var reason in Enum.GetValues<Refusal>())
            Assert.EndsWith(".", RefusalWords.Of(reason), StringComparison.Ordinal);
    }

    private static string Shown(Decision decision) => decision switch
    {
        Decision.Accepted => "ok",
        Decision.NothingToDo => "=",
        Decision.Refused refused => refused.Reason.ToString(),
        _ => "?",
    };
}
