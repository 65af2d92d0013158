using System.Text.Json.Serialization;

namespace HelpDesk.Handoff.Tickets;

// The names in quotes are stored: a member may be renamed, its stored name never.

public enum TicketStatus
{
    /// <summary>Opened, not yet in a queue.</summary>
    [JsonStringEnumMemberName("new")] New,
    [JsonStringEnumMemberName("queued")] Queued,
    /// <summary>Put before one agent, who has until the offer expires.</summary>
    [JsonStringEnumMemberName("offered")] Offered,
    [JsonStringEnumMemberName("assigned")] Assigned,
    /// <summary>An agent has it and waits for the person, a vendor or a date.</summary>
    [JsonStringEnumMemberName("paused")] Paused,
    [JsonStringEnumMemberName("resolved")] Resolved,
    [JsonStringEnumMemberName("closed")] Closed,
    [JsonStringEnumMemberName("cancelled")] Cancelled,
    /// <summary>A duplicate that lives on in another ticket.</summary>
    [JsonStringEnumMemberName("merged")] Merged,
}

public enum TicketKind
{
    [JsonStringEnumMemberName("incident")] Incident,
    [JsonStringEnumMemberName("request")] Request,
    /// <summary>The cause behind incidents; nobody waits on it in a chat.</summary>
    [JsonStringEnumMemberName("problem")] Problem,
}

public enum TicketChannel
{
    [JsonStringEnumMemberName("teams")] Teams,
    [JsonStringEnumMemberName("webchat")] WebChat,
    [JsonStringEnumMemberName("phone")] Phone,
    [JsonStringEnumMemberName("email")] Email,
    [JsonStringEnumMemberName("portal")] Portal,
    [JsonStringEnumMemberName("walkup")] WalkUp,
}

public enum Impact
{
    [JsonStringEnumMemberName("person")] Person,
    [JsonStringEnumMemberName("team")] Team,
    [JsonStringEnumMemberName("department")] Department,
    [JsonStringEnumMemberName("company")] Company,
}

public enum Urgency
{
    [JsonStringEnumMemberName("low")] Low,
    [JsonStringEnumMemberName("medium")] Medium,
    [JsonStringEnumMemberName("high")] High,
    [JsonStringEnumMemberName("critical")] Critical,
}

public enum ArticleVerdict
{
    /// <summary>Shown, and nothing was said of it.</summary>
    [JsonStringEnumMemberName("unsaid")] Unsaid,
    [JsonStringEnumMemberName("helped")] Helped,
    [JsonStringEnumMemberName("did-not-help")] DidNotHelp,
}

public enum PauseReason
{
    [JsonStringEnumMemberName("user")] User,
    [JsonStringEnumMemberName("vendor")] Vendor,
    [JsonStringEnumMemberName("scheduled")] Scheduled,
}

public enum EscalationKind
{
    /// <summary>A higher tier's knowledge is needed.</summary>
    [JsonStringEnumMemberName("functional")] Functional,
    /// <summary>The lead is told that the SLA is at risk.</summary>
    [JsonStringEnumMemberName("hierarchical")] Hierarchical,
    [JsonStringEnumMemberName("vendor")] Vendor,
    /// <summary>P1: the on-call list, a broadcast and an incident record.</summary>
    [JsonStringEnumMemberName("emergency")] Emergency,
}

public enum LinkKind
{
    /// <summary>This ticket is one of those that a major incident caused.</summary>
    [JsonStringEnumMemberName("incident")] Incident,
    /// <summary>This ticket is a symptom of that problem.</summary>
    [JsonStringEnumMemberName("problem")] Problem,
    [JsonStringEnumMemberName("duplicate")] Duplicate,
    /// <summary>This ticket was opened because that one was closed for too long to be reopened.</summary>
    [JsonStringEnumMemberName("follows")] Follows,
}

public enum AcceptedBy
{
    [JsonStringEnumMemberName("offer")] Offer,
    [JsonStringEnumMemberName("pull")] Pull,
    /// <summary>Taken knowingly from another agent.</summary>
    [JsonStringEnumMemberName("take-over")] TakeOver,
}

public enum ReturnReason
{
    [JsonStringEnumMemberName("silent")] Silent,
    [JsonStringEnumMemberName("disconnected")] Disconnected,
    [JsonStringEnumMemberName("shift-ended")] ShiftEnded,
}

public enum CancelReason
{
    /// <summary>The person left while waiting.</summary>
    [JsonStringEnumMemberName("left")] Left,
    [JsonStringEnumMemberName("solved-itself")] SolvedItself,
    [JsonStringEnumMemberName("out-of-scope")] OutOfScope,
    [JsonStringEnumMemberName("mistake")] Mistake,
}

public enum SlaClockKind
{
    [JsonStringEnumMemberName("response")] Response,
    [JsonStringEnumMemberName("next-response")] NextResponse,
    [JsonStringEnumMemberName("resolution")] Resolution,
    [JsonStringEnumMemberName("vendor")] Vendor,
    [JsonStringEnumMemberName("ola")] Ola,
}

public enum FollowerKind
{
    /// <summary>Sees the ticket and may write in it, as the person who opened it.</summary>
    [JsonStringEnumMemberName("watcher")] Watcher,
    /// <summary>Is told what becomes of a major incident.</summary>
    [JsonStringEnumMemberName("subscriber")] Subscriber,
}
