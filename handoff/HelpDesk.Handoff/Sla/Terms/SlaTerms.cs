using HelpDesk.Handoff.Sla.Calendars;
using NodaTime;

namespace HelpDesk.Handoff.Sla.Terms;

/// <summary>How much time there is and which time counts.</summary>
/// <param name="Target">Open time of <paramref name="Calendar"/>; more than zero.</param>
public sealed record SlaTarget(Duration Target, BusinessCalendar Calendar);

/// <summary>What a plan promises for one priority, on the calendar of one time zone.</summary>
public sealed record SlaTerms(SlaTarget Response, SlaTarget NextResponse, SlaTarget Resolution);

/// <summary>The promises for one priority, before a calendar is chosen.</summary>
public sealed record PriorityTargets(Duration Response, Duration Resolution, Duration NextResponse);
