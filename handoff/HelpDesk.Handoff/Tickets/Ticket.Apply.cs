using NodaTime;

namespace HelpDesk.Handoff.Tickets;

public sealed partial record Ticket
{
    /// <summary>
    /// The ticket after one more event. Total: an event that does not fit is a stored fact all the same, so it is folded, never refused.
    /// </summary>
    /// <exception cref="ArgumentException">The first event is not <see cref="TicketEvent.Opened"/>: the stream is not a ticket's.</exception>
    public static Ticket Apply(Ticket? ticket, TicketEvent happened) => (ticket, happened) switch
    {
        (null, TicketEvent.Opened e) => From(e),
        (null, _) => throw new ArgumentException($"A ticket's first event is its opening, not {happened.GetType().Name}.", nameof(happened)),
        (_, _) => ticket.Next(happened) with { Version = ticket.Version + 1, ChangedAt = happened.At },
    };

    /// <summary>Folds a whole stream, or the rest of one onto a snapshot; null where there is nothing to fold.</summary>
    public static Ticket? Fold(Ticket? snapshot, IEnumerable<TicketEvent> events) => events.Aggregate(snapshot, (t, e) => Apply(t, e));

    private static Ticket From(TicketEvent.Opened e) => new()
    {
        Id = e.Ticket,
        Number = e.Number,
        Kind = e.Kind,
        Channel = e.Channel,
        Person = e.Person,
        Customer = e.Customer,
        Plan = e.Plan,
        PolicyVersion = e.PolicyVersion,
        Subject = e.Subject,
        Language = e.Language,
        Transcript = e.Transcript,
        Articles = e.Articles,
        OpenedBy = e.By,
        OpenedAt = e.At,
        ChangedAt = e.At,
        AwaitingReplySince = e.At,
    };

    private Ticket Next(TicketEvent happened) =>
        InQueue(happened) ?? InHands(happened) ?? InTalk(happened) ?? InOrder(happened) ?? InCompany(happened) ?? AtEnd(happened)
        ?? throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "An event that the fold does not know.");

    private Ticket? InQueue(TicketEvent happened) => happened switch
    {
        TicketEvent.Opened => this,
        TicketEvent.Triaged e => this with { Category = e.Category, Impact = e.Impact, Urgency = e.Urgency, Priority = e.Priority, TriageWhy = e.Why },
        TicketEvent.Queued e => Staying(e.Queue, e.Tier, e.Skills, e.At),
        TicketEvent.Offered e => this with { Status = TicketStatus.Offered, Offer = new(e.Agent, e.At, e.Expires) },
        TicketEvent.OfferDeclined e => this with { Status = TicketStatus.Queued, Offer = null, PassedBy = PassedBy.With(e.Agent) },
        TicketEvent.OfferExpired e => this with { Status = TicketStatus.Queued, Offer = null, PassedBy = PassedBy.With(e.Agent) },
        TicketEvent.Transferred e => Staying(e.Queue, e.Tier, e.Skills, e.At),
        TicketEvent.AgentWentSilent => this,
        TicketEvent.ReturnedToQueue e => Waiting(Queue, Tier, Skills, e.At) with { AtHead = true, PassedBy = [e.Agent] },
        _ => null,
    };

    private Ticket? InHands(TicketEvent happened) => happened switch
    {
        TicketEvent.Accepted e => this with
        {
            Status = Pause is null ? TicketStatus.Assigned : TicketStatus.Paused,
            Agent = e.Agent, LastAgent = e.Agent, AcceptedAt = e.At, Offer = null, PassedBy = [], AtHead = false,
        },
        TicketEvent.Paused e => this with { Status = TicketStatus.Paused, Pause = new(e.Reason, e.Why, e.At, e.Until) },
        TicketEvent.Resumed => this with { Status = TicketStatus.Assigned, Pause = null },
        TicketEvent.Escalated { Kind: EscalationKind.Functional } e =>
            Staying(e.Queue, e.To, e.Skills, e.At) with { Escalations = Escalations.With(e.Kind) },
        // A vendor has the work for a while, the desk keeps the ticket: it must find its way back to people of its own tier.
        TicketEvent.Escalated e => this with { Escalations = Escalations.With(e.Kind) },
        TicketEvent.VendorCaseOpened e => this with { VendorCases = VendorCases.Add(new(e.Vendor, e.Reference, e.Contact, e.At, "", null)) },
        TicketEvent.VendorCaseUpdated e => WithCase(e.Vendor, e.Reference, c => c with { LastUpdate = e.Update }),
        TicketEvent.VendorCaseClosed e => WithCase(e.Vendor, e.Reference, c => c with { LastUpdate = e.Outcome, ClosedAt = e.At }),
        _ => null,
    };

    private Ticket? InTalk(TicketEvent happened) => happened switch
    {
        TicketEvent.Replied e => Heard(e.Message) with { FirstReplyAt = FirstReplyAt ?? e.At, LastReplyAt = e.At, AwaitingReplySince = null },
        TicketEvent.Noted e => Heard(e.Message),
        TicketEvent.Amended => this,
        TicketEvent.CustomerWrote e => Heard(e.Message) with { LastCustomerAt = e.At, AwaitingReplySince = AwaitingReplySince ?? e.At },
        TicketEvent.FollowerAdded e => this with { Followers = Followers.With(new(e.Person, e.Kind)) },
        TicketEvent.FollowerRemoved e => this with { Followers = Followers.Without(new(e.Person, e.Kind)) },
        _ => null,
    };

    private Ticket? InOrder(TicketEvent happened) => happened switch
    {
        // The due times of what still runs are worked out anew from the opening, so what was said of the old ones is void.
        TicketEvent.Reprioritised e => this with { Priority = e.To, Impact = e.Impact ?? Impact, Urgency = e.Urgency ?? Urgency, Marks = OfEnded() },
        TicketEvent.PlanChanged e => this with { Plan = e.To, Marks = OfEnded() },
        TicketEvent.PolicyReapplied e => this with { PolicyVersion = e.To, Marks = [] },
        TicketEvent.SlaWarned e => Marked(e.Clock, e.Due, m => m with { WarnedPercent = Math.Max(m.WarnedPercent, e.Percent) }),
        TicketEvent.SlaBreached e => Marked(e.Clock, e.Due, m => m with { Breached = true }),
        _ => null,
    };

    private Ticket? InCompany(TicketEvent happened) => happened switch
    {
        TicketEvent.Linked e => this with { Links = Links.With(new(e.Kind, e.To)) },
        TicketEvent.Unlinked e => this with { Links = Links.Without(new(e.Kind, e.To)) },
        TicketEvent.MergedInto e => Ended(TicketStatus.Merged) with { MergedInto = e.Into },
        TicketEvent.DuplicateAbsorbed e => this with
        {
            Absorbed = Absorbed.With(e.From),
            Followers = e.People.Where(p => p != Person).Aggregate(Followers, (all, p) => all.With(new(p, FollowerKind.Watcher))),
        },
        TicketEvent.RootCauseRecorded e => this with { RootCause = e.Cause },
        TicketEvent.KnownErrorRecorded e => this with { RootCause = e.Cause, KnownError = new(e.Title, e.Symptom, e.Cause, e.Workaround) },
        TicketEvent.MajorIncidentDeclared e => this with { Major = new(e.Statement, e.Words, e.Since, e.At) },
        TicketEvent.MajorIncidentUpdated e => this with { Major = Major is null ? null : Major with { Statement = e.Statement, UpdatedAt = e.At } },
        _ => null,
    };

    private Ticket? AtEnd(TicketEvent happened) => happened switch
    {
        TicketEvent.Resolved e => Ended(TicketStatus.Resolved) with { Resolution = new(e.By, e.Note, e.Code, e.Article, e.At) },
        TicketEvent.Confirmed e => this with { ConfirmedAt = e.At },
        TicketEvent.Reopened e => Staying(e.Queue, e.Tier, Skills, e.At) with
        {
            AtHead = true, Reopens = Reopens + 1, Resolution = null, ConfirmedAt = null, ClosedAt = null, AwaitingReplySince = e.At,
        },
        TicketEvent.Closed e => Ended(TicketStatus.Closed) with { ClosedAt = e.At },
        TicketEvent.Cancelled e => Ended(TicketStatus.Cancelled) with { CancelReason = e.Reason },
        TicketEvent.Surveyed e => this with { Rating = e.Rating },
        _ => null,
    };

    /// <summary>A new stay in a tier: its OLA clock begins anew, so what was said of the one before is void.</summary>
    private Ticket Staying(QueueId? queue, Tier tier, Sequence<SkillNeed> skills, Instant at) =>
        Waiting(queue, tier, skills, at) with { Marks = [.. Marks.Where(m => m.Clock != SlaClockKind.Ola)] };

    private Ticket Waiting(QueueId? queue, Tier tier, Sequence<SkillNeed> skills, Instant at) => this with
    {
        Status = TicketStatus.Queued, Queue = queue, Tier = tier, Skills = skills, QueuedAt = at,
        Agent = null, AcceptedAt = null, Offer = null, Pause = null, PassedBy = [], AtHead = false,
    };

    private Ticket Ended(TicketStatus status) => this with
    {
        Status = status, Agent = null, AcceptedAt = null, Offer = null, Pause = null, PassedBy = [], AtHead = false, AwaitingReplySince = null,
    };

    private Ticket Heard(MessageId message) => this with
    {
        RecentMessages = [.. RecentMessages.Skip(Math.Max(0, RecentMessages.Count - MessagesRemembered + 1)), message],
    };

    private Ticket WithCase(VendorId vendor, string reference, Func<VendorCase, VendorCase> change)
    {
        var found = Case(vendor, reference);
        return found is null ? this : this with { VendorCases = [.. VendorCases.Select(c => ReferenceEquals(c, found) ? change(c) : c)] };
    }

    /// <summary>Every due time that was spoken of is kept, because a pause moves it and vendors' clocks run side by side. Only the next response runs again and again, one at a time.</summary>
    private Ticket Marked(SlaClockKind clock, Instant due, Func<SlaMark, SlaMark> change)
    {
        var mark = Marks.FirstOrDefault(m => m.Clock == clock && m.Due == due) ?? new SlaMark(clock, due, 0, Breached: false);
        var others = Marks.Where(m => m.Clock != clock || (m.Due != due && clock != SlaClockKind.NextResponse));
        return this with { Marks = [.. others, change(mark)] };
    }

    /// <summary>A response that was given keeps the terms it was given under, and so what was said of it: nobody is told twice that it was late.</summary>
    private Sequence<SlaMark> OfEnded() =>
        [.. Marks.Where(m => m.Clock switch
        {
            SlaClockKind.Response => FirstReplyAt is not null,
            SlaClockKind.NextResponse => AwaitingReplySince is null,
            _ => false,
        })];
}
