using HelpDesk.Handoff.Service.Http;

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
    string? Kind, string? Channel, string? Person, string? Customer, string? Subject, string? Text, string? Language, string? Category, string? Impact,
    string? Urgency, string? Priority, string? Queue, IReadOnlyList<SkillAsk>? Skills, string? Follows, bool? Vip);

public sealed record ReasonRequest(string? Reason);

/// <param name="Person">Whom a bot speaks for; left out by staff.</param>
public sealed record PersonReasonRequest(string? Person, string? Reason);

public sealed record PersonRequest(string? Person);

/// <param name="Agent">The colleague who has it, as you saw it.</param>
public sealed record TakeOverRequest(string? Agent);

/// <param name="Queue">Another queue; the same one where it is missing.</param>
/// <param name="Agent">One colleague, who is offered it at once.</param>
public sealed record TransferRequest(string? Queue, string? Agent, string? Reason, IReadOnlyList<SkillAsk>? Skills);

/// <param name="Kind">functional, hierarchical, vendor or emergency.</param>
/// <param name="Queue">For functional: a queue of a higher tier.</param>
/// <param name="Vendor">For vendor, with the vendor's reference for the case.</param>
/// <param name="Statement">For emergency: what everyone is told.</param>
public sealed record EscalateRequest(
    string? Kind, string? Reason, string? Queue, IReadOnlyList<SkillAsk>? Skills, string? Vendor, string? Reference, string? Contact, string? Statement);

/// <param name="Reason">user, vendor or scheduled.</param>
/// <param name="Until">For scheduled: when it ends by itself.</param>
public sealed record PauseRequest(string? Reason, string? Why, DateTimeOffset? Until);

public sealed record PriorityRequest(string? Priority, string? Impact, string? Urgency, string? Reason);

public sealed record TriageRequest(string? Category, string? Impact, string? Urgency, string? Priority, string? Reason);

public sealed record PlanRequest(string? Plan, string? Reason);

/// <param name="Code">One of the desk's resolution codes.</param>
/// <param name="Article">The article that helped, if one did.</param>
public sealed record ResolveRequest(string? Note, string? Code, string? Article);

/// <param name="Reason">left, solved-itself, out-of-scope or mistake.</param>
public sealed record CancelRequest(string? Person, string? Reason, string? Why);

/// <param name="Rating">1 to 5.</param>
public sealed record SurveyRequest(string? Person, int? Rating, string? Comment);

/// <param name="Kind">incident, problem or duplicate.</param>
public sealed record LinkRequest(string? Kind, string? Ticket);

public sealed record MergeRequest(string? Into);

/// <param name="Kind">watcher or subscriber.</param>
public sealed record FollowerRequest(string? Person, string? Kind);

public sealed record VendorCaseRequest(string? Vendor, string? Reference, string? Text);

public sealed record IncidentRequest(string? Statement, IReadOnlyList<string>? Words, DateTimeOffset? Since);

public sealed record RootCauseRequest(string? Cause);

public sealed record KnownErrorRequest(string? Title, string? Symptom, string? Cause, string? Workaround);
