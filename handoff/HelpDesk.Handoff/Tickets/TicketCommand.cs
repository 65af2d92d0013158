using NodaTime;

namespace HelpDesk.Handoff.Tickets;

/// <summary>What someone wants to happen to a ticket; <see cref="TicketRules.Decide"/> says whether it does.</summary>
public abstract record TicketCommand
{
    private TicketCommand() { }

    public abstract Actor By { get; init; }

    public sealed record Open(
        TicketId Ticket, string Number, TicketKind Kind, TicketChannel Channel, PersonId Person, CustomerId Customer, string Subject, Actor By) : TicketCommand
    {
        /// <summary>The plan to open it under; the customer's own where null.</summary>
        public PlanId? Plan { get; init; }
        public string? Language { get; init; }
        public TranscriptReference? Transcript { get; init; }
        public Sequence<ArticleShown> Articles { get; init; } = [];

        /// <summary>The ticket that could no longer be reopened.</summary>
        public TicketId? Follows { get; init; }
    }

    /// <param name="Priority">Overrides the matrix where given.</param>
    public sealed record Triage(CategoryId Category, Impact Impact, Urgency Urgency, Priority? Priority, Sequence<string> Why, Actor By) : TicketCommand;

    public sealed record Enqueue(QueueId To, Sequence<SkillNeed> Skills, Actor By) : TicketCommand;

    public sealed record Offer(AgentId Agent, Actor By) : TicketCommand;

    public sealed record DeclineOffer(string Reason, Actor By) : TicketCommand;

    public sealed record ExpireOffer(AgentId Agent, Actor By) : TicketCommand;

    /// <summary>Takes what was offered to the actor, or pulls it from the queue where policy allows.</summary>
    public sealed record Accept(Actor By) : TicketCommand;

    /// <summary>Takes a ticket from the colleague that the actor saw on it; refused if it is someone else's by now.</summary>
    public sealed record TakeOver(AgentId From, Actor By) : TicketCommand;

    public sealed record Reply(MessageId Message, string Text, Actor By) : TicketCommand
    {
        public Sequence<Attachment> Attachments { get; init; } = [];
    }

    public sealed record AddNote(MessageId Message, string Text, Actor By) : TicketCommand;

    public sealed record Write(MessageId Message, string Text, Actor By) : TicketCommand
    {
        public Sequence<Attachment> Attachments { get; init; } = [];
    }

    /// <param name="Text">The new words; null takes the message back.</param>
    public sealed record Amend(MessageId Message, string? Text, Actor By) : TicketCommand;

    public sealed record Pause(PauseReason Reason, string Why, Instant? Until, Actor By) : TicketCommand;

    public sealed record Resume(string Why, Actor By) : TicketCommand;

    /// <param name="Queue">Where a functional escalation goes; its tier must be above the ticket's.</param>
    public sealed record Escalate(EscalationKind Kind, QueueId? Queue, string Reason, Actor By) : TicketCommand
    {
        public Sequence<SkillNeed> Skills { get; init; } = [];

        /// <summary>For an emergency: what everyone is told. The subject where null.</summary>
        public string? Statement { get; init; }

        /// <summary>For a vendor escalation.</summary>
        public OpenVendorCase? Case { get; init; }
    }

    /// <summary>To another queue, and there to one agent where one is named.</summary>
    public sealed record Transfer(QueueId? Queue, AgentId? Agent, string Reason, Actor By) : TicketCommand
    {
        public Sequence<SkillNeed> Skills { get; init; } = [];
    }

    /// <summary>By impact and urgency through the matrix, or to a priority outright.</summary>
    public sealed record Reprioritise(Priority To, Impact? Impact, Urgency? Urgency, string Reason, Actor By) : TicketCommand;

    public sealed record ChangePlan(PlanId To, string Reason, Actor By) : TicketCommand;

    /// <summary>Follow the policy of today instead of the one that the ticket was opened under.</summary>
    public sealed record ReapplyPolicy(Actor By) : TicketCommand;

    public sealed record Link(LinkKind Kind, TicketId To, Actor By) : TicketCommand;

    public sealed record Unlink(LinkKind Kind, TicketId To, Actor By) : TicketCommand;

    public sealed record MergeInto(TicketId Into, Actor By) : TicketCommand;

    public sealed record AbsorbDuplicate(TicketId From, Sequence<PersonId> People, Actor By) : TicketCommand;

    public sealed record Resolve(string Note, string Code, ArticleId? Article, Actor By) : TicketCommand;

    public sealed record Confirm(Actor By) : TicketCommand;

    public sealed record Reopen(string Reason, Actor By) : TicketCommand;

    public sealed record Close(Actor By) : TicketCommand;

    public sealed record Cancel(CancelReason Reason, string Why, Actor By) : TicketCommand;

    public sealed record Survey(int Rating, string? Comment, Actor By) : TicketCommand;

    public sealed record WarnSla(SlaClockKind Clock, int Percent, Instant Due, Actor By) : TicketCommand;

    public sealed record BreachSla(SlaClockKind Clock, Instant Due, Actor By) : TicketCommand;

    /// <param name="Contact">Who took the case at the vendor; the directory's contact where null.</param>
    public sealed record OpenVendorCase(VendorId Vendor, string Reference, string? Contact, Actor By) : TicketCommand;

    public sealed record UpdateVendorCase(VendorId Vendor, string Reference, string Update, Actor By) : TicketCommand;

    public sealed record CloseVendorCase(VendorId Vendor, string Reference, string Outcome, Actor By) : TicketCommand;

    public sealed record RecordRootCause(string Cause, Actor By) : TicketCommand;

    public sealed record RecordKnownError(KnownError Error, Actor By) : TicketCommand;

    public sealed record DeclareMajorIncident(string Statement, Sequence<string> Words, Instant? Since, Actor By) : TicketCommand;

    public sealed record UpdateMajorIncident(string Statement, Actor By) : TicketCommand;

    /// <summary>The agent has lost the chat: silent or disconnected since <paramref name="Since"/>, or gone home.</summary>
    public sealed record ReturnToQueue(AgentId Agent, ReturnReason Reason, Instant Since, Actor By) : TicketCommand;

    public sealed record Follow(PersonId Person, FollowerKind Kind, Actor By) : TicketCommand;

    public sealed record Unfollow(PersonId Person, FollowerKind Kind, Actor By) : TicketCommand;
}
