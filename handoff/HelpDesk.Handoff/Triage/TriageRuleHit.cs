using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Triage.Rules;

namespace HelpDesk.Handoff.Triage;

/// <summary>A rule that applies, and the words that made it so.</summary>
internal sealed record TriageRuleHit(TriageRule Rule, string Words)
{
    public TriageReason.Rule Reason => new(Rule.Id, Words, string.Join(", ", Decides()));

    private IEnumerable<string> Decides()
    {
        if (Rule.Category is { } category) yield return $"category {category}";
        if (Rule.Scope is { } scope) yield return $"path {scope}";
        if (Rule.Impact is { } impact) yield return $"impact {impact.ToString().ToLowerInvariant()}";
        if (Rule.Urgency is { } urgency) yield return $"urgency {urgency.ToString().ToLowerInvariant()}";
        if (Rule.Priority is { } priority) yield return $"at least {priority}";
        if (Rule.RaisesImpact) yield return "one step more impact";
    }
}
