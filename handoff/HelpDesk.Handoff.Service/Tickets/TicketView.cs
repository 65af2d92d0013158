using HelpDesk.Handoff.Service.Storing;
using HelpDesk.Handoff.Sla.Clocks;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Service.Tickets;

/// <summary>A ticket as the API shows it. Times are UTC; names are those of the desk's policy.</summary>
/// <param name="Version">Send it back in If-Match to change only what you saw.</param>
/// <param name="Person">Tenant and object id where verified, else the channel's user id.</param>
/// <param name="Due">When it is due; null until it is triaged, and in answers to changes (read the ticket for it).</param>
public sealed record TicketView(
    Guid Id, string Number, long Version, string Kind, string Channel, string Person, string Customer, string Plan, string Status, string Subject, string? Language,
    string? Category, string? Impact, string? Urgency, string? Priority, int Tier, string? Queue, IReadOnlyList<SkillView> Skills, bool AtHead,
    Guid? Agent, Guid? LastAgent, OfferView? Offer, PauseView? Pause, DateTimeOffset OpenedAt, DateTimeOffset ChangedAt, DateTimeOffset? AcceptedAt,
    DateTimeOffset? FirstReplyAt, DateTimeOffset? AwaitingReplySince, DueView? Due, bool ResponseBreached, bool ResolutionBreached,
    IReadOnlyList<string> Escalations, IReadOnlyList<LinkView> Links, Guid? MergedInto, IReadOnlyList<FollowerView> Followers,
    IReadOnlyList<VendorCaseView> VendorCases, MajorIncidentView? MajorIncident, string? RootCause, ResolutionView? Resolution, int Reopens,
    DateTimeOffset? ClosedAt, string? CancelReason, int? Rating, ConversationView? Conversation, IReadOnlyList<ArticleView> Articles)
{
    internal static TicketView Of(Ticket t, long version, SlaOutcome.Known? due) => new(
        t.Id.Value, t.Number, version, Names<TicketKind>.Of(t.Kind), Names<TicketChannel>.Of(t.Channel), t.Person.Value, t.Customer.Value, t.Plan.Value,
        Names<TicketStatus>.Of(t.Status), t.Subject, t.Language, t.Category?.Value, Name(t.Impact), Name(t.Urgency), t.Priority?.ToString(), (int)t.Tier,
        t.Queue?.Value, [.. t.Skills.Select(s => new SkillView(s.Skill.Value, s.Level))], t.AtHead, t.Agent?.Value, t.LastAgent?.Value,
        t.Offer is { } o ? new(o.Agent.Value, At(o.At), At(o.Expires)) : null,
        t.Pause is { } p ? new(Names<PauseReason>.Of(p.Reason), p.Why, At(p.Since), At(p.Until)) : null,
        At(t.OpenedAt), At(t.ChangedAt), At(t.AcceptedAt), At(t.FirstReplyAt), At(t.AwaitingReplySince), due is null ? null : DueView.Of(due),
        t.ResponseBreached, t.ResolutionBreached, [.. t.Escalations.Select(Names<EscalationKind>.Of)],
        [.. t.Links.Select(l => new LinkView(Names<LinkKind>.Of(l.Kind), l.Ticket.Value))], t.MergedInto?.Value,
        [.. t.Followers.Select(f => new FollowerView(f.Person.Value, Names<FollowerKind>.Of(f.Kind)))],
        [.. t.VendorCases.Select(v => new VendorCaseView(v.Vendor.Value, v.Reference, v.Contact, v.LastUpdate, At(v.OpenedAt), At(v.ClosedAt)))],
        t.Major is { } m ? new(m.Statement, [.. m.Words], At(m.Since), At(m.UpdatedAt)) : null, t.RootCause,
        t.Resolution is { } r ? new(r.Note, r.Code, r.Article?.Value, At(r.At)) : null, t.Reopens, At(t.ClosedAt), Name(t.CancelReason), t.Rating,
        t.Transcript is { } c ? new(c.Conversation, c.LastActivity) : null,
        [.. t.Articles.Select(a => new ArticleView(a.Article.Value, a.Title, Names<ArticleVerdict>.Of(a.Verdict)))]);

    internal static DateTimeOffset At(Instant at) => at.ToDateTimeOffset();

    internal static DateTimeOffset? At(Instant? at) => at is { } known && known != Instant.MaxValue ? known.ToDateTimeOffset() : null;

    private static string? Name<T>(T? value) where T : struct, Enum => value is { } known ? Names<T>.Of(known) : null;
}

public sealed record SkillView(string Skill, int Level);

public sealed record OfferView(Guid Agent, DateTimeOffset At, DateTimeOffset Expires);

public sealed record PauseView(string Reason, string Why, DateTimeOffset Since, DateTimeOffset? Until);

public sealed record LinkView(string Kind, Guid Ticket);

public sealed record FollowerView(string Person, string Kind);

public sealed record VendorCaseView(string Vendor, string Reference, string Contact, string LastUpdate, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt);

public sealed record MajorIncidentView(string Statement, IReadOnlyList<string> Words, DateTimeOffset Since, DateTimeOffset UpdatedAt);

public sealed record ResolutionView(string Note, string Code, string? Article, DateTimeOffset At);

public sealed record ConversationView(string Id, string? LastActivity);

public sealed record ArticleView(string Article, string Title, string Verdict);

/// <summary>Due times as they are now; null where a clock stands still without an end, or has ended.</summary>
/// <param name="Queue">What the queue is sorted by.</param>
public sealed record DueView(DateTimeOffset? Queue, DateTimeOffset? Response, bool ResponseDone, DateTimeOffset? Resolution, bool ResolutionDone)
{
    internal static DueView Of(SlaOutcome.Known due) => new(
        TicketView.At(TicketClocks.QueueDue(due)), TicketView.At(due.Response.Due), due.Response.Ended is not null,
        TicketView.At(due.Resolution.Due), due.Resolution.Ended is not null);
}
