using NodaTime;

namespace HelpDesk.Handoff.Tickets;

/// <summary>What happened to one ticket, in the past tense; closed, because the ticket, its clocks and its measures are folds over these.</summary>
public abstract record TicketEvent
{
    private TicketEvent() { }

    public abstract Instant At { get; init; }

    /// <param name="Number">What people call it, such as INC-1042.</param>
    /// <param name="By">The person, the bot for the person, or the agent who took a call.</param>
    /// <param name="Language">The person's language, such as <c>de</c>; null where unknown.</param>
    public sealed record Opened(
        TicketId Ticket, string Number, TicketKind Kind, TicketChannel Channel, PersonId Person, CustomerId Customer, PlanId Plan, string PolicyVersion,
        string Subject, string? Language, TranscriptReference? Transcript, Sequence<ArticleShown> Articles, Actor By, Instant At) : TicketEvent;

    public sealed record Triaged(
        CategoryId Category, Impact Impact, Urgency Urgency, Priority Priority, Sequence<string> Why, Actor By, Instant At) : TicketEvent;

    public sealed record Queued(QueueId Queue, Tier Tier, Sequence<SkillNeed> Skills, Instant At) : TicketEvent;

    public sealed record Offered(AgentId Agent, Instant Expires, Instant At) : TicketEvent;

    public sealed record OfferDeclined(AgentId Agent, string Reason, Instant At) : TicketEvent;

    public sealed record OfferExpired(AgentId Agent, Instant At) : TicketEvent;

    /// <param name="From">Whom it was taken over from.</param>
    public sealed record Accepted(AgentId Agent, AcceptedBy How, AgentId? From, Instant At) : TicketEvent;

    /// <summary>A public reply of an agent: the first one meets the response target.</summary>
    public sealed record Replied(AgentId Agent, MessageId Message, string Text, Sequence<Attachment> Attachments, Instant At) : TicketEvent;

    /// <summary>Seen by staff only.</summary>
    public sealed record Noted(Actor By, MessageId Message, string Text, Instant At) : TicketEvent;

    public sealed record CustomerWrote(PersonId Person, MessageId Message, string Text, Sequence<Attachment> Attachments, Instant At) : TicketEvent;

    /// <summary>A message has other words from now on, or was taken back by whoever wrote it. What was said stays in its own event.</summary>
    /// <param name="Text">Null where it was taken back.</param>
    public sealed record Amended(MessageId Message, string? Text, Actor By, Instant At) : TicketEvent;

    public sealed record Paused(PauseReason Reason, string Why, Instant? Until, Actor By, Instant At) : TicketEvent;

    public sealed record Resumed(string Why, Actor By, Instant At) : TicketEvent;

    /// <param name="Queue">Where a functional escalation waits; null for the other kinds, which leave the agent in place.</param>
    public sealed record Escalated(
        EscalationKind Kind, Tier From, Tier To, QueueId? Queue, Sequence<SkillNeed> Skills, string Reason, Actor By, Instant At) : TicketEvent;

    /// <summary>Given to another queue.</summary>
    public sealed record Transferred(QueueId Queue, Tier Tier, Sequence<SkillNeed> Skills, string Reason, Actor By, Instant At) : TicketEvent;

    public sealed record Reprioritised(Priority From, Priority To, Impact? Impact, Urgency? Urgency, string Reason, Actor By, Instant At) : TicketEvent;

    public sealed record PlanChanged(PlanId From, PlanId To, string Reason, Actor By, Instant At) : TicketEvent;

    /// <summary>The ticket's clocks follow another version of the policy from its opening on.</summary>
    public sealed record PolicyReapplied(string From, string To, Actor By, Instant At) : TicketEvent;

    public sealed record Linked(LinkKind Kind, TicketId To, Actor By, Instant At) : TicketEvent;

    public sealed record Unlinked(LinkKind Kind, TicketId To, Actor By, Instant At) : TicketEvent;

    public sealed record MergedInto(TicketId Into, Actor By, Instant At) : TicketEvent;

    /// <summary>The other side of a merge: the duplicate's people follow this ticket now.</summary>
    public sealed record DuplicateAbsorbed(TicketId From, Sequence<PersonId> People, Actor By, Instant At) : TicketEvent;

    public sealed record Resolved(Actor By, string Note, string Code, ArticleId? Article, Instant At) : TicketEvent;

    public sealed record Confirmed(PersonId Person, Instant At) : TicketEvent;

    /// <param name="Queue">Where it waits again.</param>
    public sealed record Reopened(Actor By, string Reason, QueueId Queue, Tier Tier, Instant At) : TicketEvent;

    public sealed record Closed(Actor By, bool Automatic, Instant At) : TicketEvent;

    public sealed record Cancelled(Actor By, CancelReason Reason, string Why, Instant At) : TicketEvent;

    /// <param name="Rating">1 to 5.</param>
    public sealed record Surveyed(PersonId Person, int Rating, string? Comment, Instant At) : TicketEvent;

    /// <param name="Percent">Of the clock's target: 50, 75 or 90.</param>
    public sealed record SlaWarned(SlaClockKind Clock, int Percent, Instant Due, Instant At) : TicketEvent;

    public sealed record SlaBreached(SlaClockKind Clock, Instant Due, Instant At) : TicketEvent;

    public sealed record VendorCaseOpened(VendorId Vendor, string Reference, string Contact, Actor By, Instant At) : TicketEvent;

    public sealed record VendorCaseUpdated(VendorId Vendor, string Reference, string Update, Actor By, Instant At) : TicketEvent;

    public sealed record VendorCaseClosed(VendorId Vendor, string Reference, string Outcome, Actor By, Instant At) : TicketEvent;

    public sealed record RootCauseRecorded(string Cause, Actor By, Instant At) : TicketEvent;

    public sealed record KnownErrorRecorded(string Title, string Symptom, string Cause, string Workaround, Actor By, Instant At) : TicketEvent;

    public sealed record MajorIncidentDeclared(string Statement, Sequence<string> Words, Instant Since, Actor By, Instant At) : TicketEvent;

    public sealed record MajorIncidentUpdated(string Statement, Actor By, Instant At) : TicketEvent;

    /// <param name="Since">The person's message that has gone without an answer.</param>
    public sealed record AgentWentSilent(AgentId Agent, Instant Since, Instant At) : TicketEvent;

    /// <summary>Back to the head of its priority: the person has waited once already.</summary>
    public sealed record ReturnedToQueue(AgentId Agent, ReturnReason Reason, Instant At) : TicketEvent;

    public sealed record FollowerAdded(PersonId Person, FollowerKind Kind, Actor By, Instant At) : TicketEvent;

    public sealed record FollowerRemoved(PersonId Person, FollowerKind Kind, Actor By, Instant At) : TicketEvent;
}
