using System.Text.Json.Serialization;
using NodaTime;

namespace HelpDesk.Handoff.Tickets;

/// <summary>
/// A ticket as its events have made it; <see cref="Apply"/> is the only way to change it. It holds what rules, routing and lists need;
/// the words that were exchanged stay in the events.
/// </summary>
public sealed partial record Ticket
{
    /// <summary>How many message ids are remembered, to know one that is delivered twice.</summary>
    public const int MessagesRemembered = 32;

    public required TicketId Id { get; init; }
    public required string Number { get; init; }
    public required TicketKind Kind { get; init; }
    public required TicketChannel Channel { get; init; }
    public required PersonId Person { get; init; }
    public required CustomerId Customer { get; init; }
    public required PlanId Plan { get; init; }
    public required string PolicyVersion { get; init; }
    public required string Subject { get; init; }
    public required string? Language { get; init; }
    public required TranscriptReference? Transcript { get; init; }
    public required Sequence<ArticleShown> Articles { get; init; }
    public required Actor OpenedBy { get; init; }
    public required Instant OpenedAt { get; init; }

    public TicketStatus Status { get; init; }

    /// <summary>How many events made it: the version of its stream.</summary>
    public long Version { get; init; } = 1;
    public Instant ChangedAt { get; init; }

    // What it is about; null until it is triaged.
    public CategoryId? Category { get; init; }
    public Impact? Impact { get; init; }
    public Urgency? Urgency { get; init; }
    public Priority? Priority { get; init; }
    public Sequence<string> TriageWhy { get; init; } = [];

    // Where it waits.
    public QueueId? Queue { get; init; }
    public Tier Tier { get; init; } = Tier.Bot;
    public Sequence<SkillNeed> Skills { get; init; } = [];
    public Instant? QueuedAt { get; init; }

    /// <summary>It goes before others of its priority: it was lost by an agent or reopened.</summary>
    public bool AtHead { get; init; }
    public OpenOffer? Offer { get; init; }

    /// <summary>Who declined or let it pass since it was last queued.</summary>
    public Sequence<AgentId> PassedBy { get; init; } = [];

    // Who has it.
    public AgentId? Agent { get; init; }
    public AgentId? LastAgent { get; init; }
    public Instant? AcceptedAt { get; init; }
    public Pause? Pause { get; init; }

    // The talk.
    public Instant? FirstReplyAt { get; init; }
    public Instant? LastReplyAt { get; init; }
    public Instant? LastCustomerAt { get; init; }

    /// <summary>The person's earliest message that no agent has answered; the opening itself until the first reply.</summary>
    public Instant? AwaitingReplySince { get; init; }
    public Sequence<MessageId> RecentMessages { get; init; } = [];
    public Sequence<Follower> Followers { get; init; } = [];

    // What it belongs to.
    public Sequence<TicketLink> Links { get; init; } = [];
    public Sequence<TicketId> Absorbed { get; init; } = [];
    public TicketId? MergedInto { get; init; }
    public MajorIncident? Major { get; init; }
    public string? RootCause { get; init; }
    public KnownError? KnownError { get; init; }
    public Sequence<VendorCase> VendorCases { get; init; } = [];
    public Sequence<SlaMark> Marks { get; init; } = [];
    public Sequence<EscalationKind> Escalations { get; init; } = [];

    // How it ended.
    public Resolution? Resolution { get; init; }
    public int Reopens { get; init; }
    public Instant? ConfirmedAt { get; init; }
    public Instant? ClosedAt { get; init; }
    public CancelReason? CancelReason { get; init; }
    public int? Rating { get; init; }

    /// <summary>Someone still has to do something about it.</summary>
    [JsonIgnore] public bool IsOpen => Status <= TicketStatus.Paused;

    /// <summary>Neither cancelled nor merged away.</summary>
    [JsonIgnore] public bool IsAlive => Status is not (TicketStatus.Cancelled or TicketStatus.Merged);

    /// <summary>Who works on it: the vendor while a case is open there, else the ticket's own tier.</summary>
    [JsonIgnore] public Tier WorkedOnAt => VendorCases.Any(c => c.IsOpen) ? Tier.Vendor : Tier;

    [JsonIgnore] public bool IsMajorIncident => Major is not null;

    [JsonIgnore] public TicketId? Incident => Linked(LinkKind.Incident);
    [JsonIgnore] public TicketId? Problem => Linked(LinkKind.Problem);
    [JsonIgnore] public TicketId? Follows => Linked(LinkKind.Follows);

    [JsonIgnore] public bool ResponseBreached => Marks.Any(m => m is { Clock: SlaClockKind.Response, Breached: true });
    [JsonIgnore] public bool ResolutionBreached => Marks.Any(m => m is { Clock: SlaClockKind.Resolution, Breached: true });

    /// <summary>May this person write in it, confirm, reopen or cancel it?</summary>
    public bool Concerns(PersonId person) =>
        person == Person || Followers.Any(f => f.Person == person && f.Kind == FollowerKind.Watcher);

    public bool HasMessage(MessageId message) => RecentMessages.Contains(message);

    public VendorCase? Case(VendorId vendor, string reference) =>
        VendorCases.FirstOrDefault(c => c.Vendor == vendor && string.Equals(c.Reference, reference, StringComparison.OrdinalIgnoreCase));

    private TicketId? Linked(LinkKind kind) => Links.FirstOrDefault(l => l.Kind == kind)?.Ticket;
}
