namespace HelpDesk.Handoff.Reports;

/// <summary>The desk's measures. "Tickets" are incidents and requests; problem records and duplicates merged into another ticket are none.</summary>
public static class MeasureDefinitions
{
    public static MeasureDefinition FirstContactResolution { get; } = new(
        "fcr", "First contact resolution", "Tickets resolved by the first person who took them and not reopened within 72 hours ÷ all tickets",
        "opened", MeasureUnit.Share, new(AtLeast: 0.70));

    public static MeasureDefinition HandleTime { get; } = new(
        "aht", "Average handle time", "Mean time from accepted to resolved, less pauses; time in a queue between two people, and between resolved and reopened, is nobody's",
        "resolved", MeasureUnit.Minutes, new(Below: 15));

    public static MeasureDefinition ResolutionTime { get; } = new(
        "resolution-time", "Resolution time", "Mean time from opened to resolved, nights, weekends and pauses included", "resolved", MeasureUnit.Minutes, Target.None);

    public static MeasureDefinition Satisfaction { get; } = new(
        "csat", "Customer satisfaction", "Ratings of 4 and 5 ÷ all ratings", "rated", MeasureUnit.Share, new(AtLeast: 0.90));

    public static MeasureDefinition Abandonment { get; } = new(
        "abandonment", "Abandonment", "Tickets whose person left while waiting, before anyone accepted ÷ all handoffs",
        "opened", MeasureUnit.Share, new(Below: 0.05));

    public static MeasureDefinition SlaCompliance { get; } = new(
        "sla", "SLA compliance", "Resolved tickets with response and resolution both in time ÷ resolved tickets",
        "resolved", MeasureUnit.Share, new(AtLeast: 0.95));

    public static MeasureDefinition FirstResponse { get; } = new(
        "first-response", "First response time", "Mean time from opened to the first public reply of a person", "first reply", MeasureUnit.Minutes, Target.None);

    public static MeasureDefinition EscalationRate { get; } = new(
        "escalation", "Escalation rate", "Tickets escalated in any way ÷ all tickets", "opened", MeasureUnit.Share, Target.None);

    public static MeasureDefinition TierOneShare { get; } = new(
        "tier-1-share", "Resolved at Tier 1", "Tickets resolved at Tier 1 ÷ resolved tickets", "resolved", MeasureUnit.Share, new(AtLeast: 0.60, AtMost: 0.70));

    public static MeasureDefinition TierTwoShare { get; } = new(
        "tier-2-share", "Escalated and resolved at Tier 2", "Escalated tickets resolved at Tier 2 ÷ escalated tickets resolved",
        "resolved", MeasureUnit.Share, new(AtLeast: 0.25, AtMost: 0.35));

    public static MeasureDefinition TierThreeShare { get; } = new(
        "tier-3-share", "Resolved at Tier 3", "Tickets resolved at Tier 3 ÷ resolved tickets", "resolved", MeasureUnit.Share, new(AtLeast: 0.05, AtMost: 0.10));

    public static MeasureDefinition Backlog { get; } = new(
        "backlog", "Backlog", "Tickets open at the moment", "open now", MeasureUnit.Tickets, Target.None);

    public static IReadOnlyList<MeasureDefinition> All { get; } =
    [
        FirstContactResolution, HandleTime, ResolutionTime, Satisfaction, Abandonment, SlaCompliance, FirstResponse, EscalationRate,
        TierOneShare, TierTwoShare, TierThreeShare, Backlog,
    ];
}
