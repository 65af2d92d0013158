using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Triage.Learning;

namespace HelpDesk.Handoff.Triage;

/// <param name="Text">What the person wrote, all of it that is known; only the first <see cref="Words.MostChars"/> characters count.</param>
/// <param name="IsVip">Marked so by the directory or the customer: one step more impact.</param>
public sealed record TriageInput(string Text, bool IsVip = false);

/// <summary>What a ticket is about and how much it matters, with the reasons in the order in which they counted.</summary>
/// <param name="Category">Null when unsure: the service desk asks.</param>
/// <param name="Scope">The path for what is not the desk's, or not only; null for ordinary matters.</param>
/// <param name="Confidence">1 when a rule or a person said so; else the classifier's, 0 to 1.</param>
/// <param name="Guesses">What the classifier thought, the likeliest first, to offer as choices.</param>
public sealed record TriageDecision(
    CategoryId? Category,
    ScopeId? Scope,
    Impact Impact,
    Urgency Urgency,
    Priority Priority,
    double Confidence,
    IReadOnlyList<TriageReason> Reasons,
    IReadOnlyList<Guess> Guesses)
{
    public bool IsSure => Category is not null || Scope is not null;
}
