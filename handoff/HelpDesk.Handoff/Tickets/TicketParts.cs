using NodaTime;

namespace HelpDesk.Handoff.Tickets;

/// <summary>An article that the bot showed before it handed over, and what the person said of it.</summary>
public sealed record ArticleShown(ArticleId Article, string Title, ArticleVerdict Verdict);

/// <summary>Where the talk is: the channel's conversation, and up to which of its activities the bot had it alone.</summary>
public sealed record TranscriptReference(string Conversation, string? LastActivity);

public sealed record Attachment(string Name, string ContentType, string Blob);

/// <param name="Level">1 (has heard of it) to 5 (others ask him); an agent needs at least this.</param>
public sealed record SkillNeed(SkillId Skill, int Level);

public sealed record TicketLink(LinkKind Kind, TicketId Ticket);

public sealed record Follower(PersonId Person, FollowerKind Kind);

/// <param name="Until">When a scheduled pause ends by itself; null for the others.</param>
public sealed record Pause(PauseReason Reason, string Why, Instant Since, Instant? Until);

/// <summary>An offer to one agent; from <paramref name="Expires"/> on it cannot be accepted.</summary>
public sealed record OpenOffer(AgentId Agent, Instant At, Instant Expires);

public sealed record VendorCase(VendorId Vendor, string Reference, string Contact, Instant OpenedAt, string LastUpdate, Instant? ClosedAt)
{
    [System.Text.Json.Serialization.JsonIgnore] public bool IsOpen => ClosedAt is null;
}

/// <summary>One due time of one clock, the highest warning given for it, and whether it was missed.</summary>
public sealed record SlaMark(SlaClockKind Clock, Instant Due, int WarnedPercent, bool Breached);

/// <summary>What everyone is told of a major incident.</summary>
/// <param name="Statement">Plain words for employees: "Email is down."</param>
/// <param name="Words">What people say who have it, to match their questions against.</param>
/// <param name="Since">When it began, which may be before the ticket.</param>
public sealed record MajorIncident(string Statement, Sequence<string> Words, Instant Since, Instant UpdatedAt);

/// <summary>A problem whose cause is understood and that people can work around.</summary>
public sealed record KnownError(string Title, string Symptom, string Cause, string Workaround);

/// <param name="Code">One of the resolution codes that <c>policy/desk.yaml</c> lists.</param>
/// <param name="Article">The article that helped, if one did.</param>
public sealed record Resolution(Actor By, string Note, string Code, ArticleId? Article, Instant At);
