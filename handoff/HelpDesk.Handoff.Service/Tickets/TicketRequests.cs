using HelpDesk.Handoff.Service.Http;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Service.Tickets;

/// <summary>Opens a ticket without a chat: a form, a phone call, a walk-up, an e-mail.</summary>
/// <param name="Kind">incident (the default), request or problem.</param>
/// <param name="Channel">portal (the default), phone, walkup, email, webchat or teams.</param>
/// <param name="Person">Who needs help: tenant and object id where verified, else an id that stays the same.</param>
/// <param name="Customer">Whose person it is; may be left out where the desk serves one customer.</param>
/// <param name="Subject">One line; the first line of the text where it is missing.</param>
/// <param name="Text">What the person said; the text of the mail.</param>
/// <param name="Category">Chosen by hand; triage decides where it is missing. As are impact, urgency, priority and queue.</param>
/// <param name="Follows">The ticket that can no longer be reopened.</param>
public sealed record OpenTicketRequest(
    [Choice<TicketKind>] string? Kind, [Choice<TicketChannel>] string? Channel, [Needed] string? Person, string? Customer, string? Subject, string? Text, string? Language,
    string? Category, [Choice<Impact>] string? Impact, [Choice<Urgency>] string? Urgency, [Choice<Priority>] string? Priority, string? Queue, IReadOnlyList<SkillAsk>? Skills, string? Follows, bool? Vip);

public sealed record ReasonRequest(string? Reason);

public sealed record DeclineRequest([Needed] string? Reason);

/// <param name="Person">Whom a bot speaks for; left out by staff.</param>
public sealed record PersonReasonRequest(string? Person, [Needed] string? Reason);

public sealed record PersonRequest(string? Person);

/// <param name="Agent">The colleague who has it, as you saw it.</param>
public sealed record TakeOverRequest([Needed] string? Agent);

/// <param name="Queue">Another queue; the same one where it is missing.</param>
/// <param name="Agent">One colleague, who is offered it at once.</param>
public sealed record TransferRequest(string? Queue, string? Agent, [Needed] string? Reason, IReadOnlyList<SkillAsk>? Skills);

/// <param name="Kind">functional, hierarchical, vendor or emergency.</param>
/// <param name="Queue">For functional: a queue of a higher tier.</param>
/// <param name="Vendor">For vendor, with the vendor's reference for the case.</param>
/// <param name="Statement">For emergency: what everyone is told.</param>
public sealed record EscalateRequest(
    [Needed, Choice<EscalationKind>] string? Kind, [Needed] string? Reason, string? Queue, IReadOnlyList<SkillAsk>? Skills, string? Vendor, string? Reference, string? Contact, string? Statement);

/// <param name="Reason">user, vendor or scheduled.</param>
/// <param name="Until">For scheduled: when it ends by itself.</param>
public sealed record PauseRequest([Needed, Choice<PauseReason>] string? Reason, [Needed] string? Why, DateTimeOffset? Until);

public sealed record PriorityRequest(
    [Choice<Priority>] string? Priority, [Choice<Impact>] string? Impact, [Choice<Urgency>] string? Urgency, [Needed] string? Reason);

public sealed record TriageRequest(
    [Needed] string? Category, [Needed, Choice<Impact>] string? Impact, [Needed, Choice<Urgency>] string? Urgency, [Choice<Priority>] string? Priority, [Needed] string? Reason);

public sealed record PlanRequest([Needed] string? Plan, [Needed] string? Reason);

/// <param name="Code">One of the desk's resolution codes.</param>
/// <param name="Article">The article that helped, if one did.</param>
public sealed record ResolveRequest([Needed] string? Note, [Needed] string? Code, string? Article);

/// <param name="Reason">left, solved-itself, out-of-scope or mistake.</param>
public sealed record CancelRequest(string? Person, [Needed, Choice<CancelReason>] string? Reason, string? Why);

/// <param name="Rating">1 to 5.</param>
public sealed record SurveyRequest(string? Person, [Needed] int? Rating, string? Comment);

/// <param name="Kind">incident, problem or duplicate.</param>
public sealed record LinkRequest([Needed, Choice<LinkKind>] string? Kind, [Needed] string? Ticket);

public sealed record MergeRequest([Needed] string? Into);

/// <param name="Kind">watcher or subscriber.</param>
public sealed record FollowerRequest([Needed] string? Person, [Choice<FollowerKind>] string? Kind);

public sealed record VendorCaseRequest([Needed] string? Vendor, [Needed] string? Reference, [Needed] string? Text);

public sealed record IncidentRequest([Needed] string? Statement, IReadOnlyList<string>? Words, DateTimeOffset? Since);

public sealed record RootCauseRequest([Needed] string? Cause);

public sealed record KnownErrorRequest([Needed] string? Title, [Needed] string? Symptom, [Needed] string? Cause, [Needed] string? Workaround);
