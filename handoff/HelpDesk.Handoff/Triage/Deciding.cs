using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Triage.Learning;
using HelpDesk.Handoff.Triage.Rules;
using NodaTime;

namespace HelpDesk.Handoff.Triage;

/// <summary>What triage decides by. Immutable; the same text always gives the same decision.</summary>
public sealed record TriagePolicy(TriageRules Rules, TextClassifier Classifier, PriorityMatrix Matrix, CategoryDefaults Defaults);

/// <summary>Triage: rules first, then what was learned; impact and urgency to a priority; every step with its reason.</summary>
public static class Deciding
{
    private const string VipRule = "vip";

    public static TriageDecision Decide(TriagePolicy policy, TriageInput input)
    {
        var reasons = new List<TriageReason>();
        var hits = HitsOf(policy.Rules, input.Text);
        reasons.AddRange(hits.Select(h => h.Reason));
        var learned = policy.Classifier.Classify(input.Text);
        var scope = hits.Find(h => h.Rule.Scope is not null)?.Rule.Scope;
        var (category, confidence) = CategoryOf(policy.Rules, hits, scope, learned, reasons);
        var (impact, urgency) = Weigh(policy.Defaults(category), hits, input, reasons);
        var priority = PriorityOf(policy.Matrix, impact, urgency, hits, reasons);
        return new(category, scope, impact, urgency, priority, confidence, reasons, learned.Guesses);
    }

    /// <summary>A person knows better. The decision keeps its reasons; null when he gives none of his own, because each decision says why.</summary>
    public static TriageDecision? Override(TriageDecision decision, AgentId by, CategoryId? category, Priority? priority, string why, Instant at)
    {
        if (string.IsNullOrWhiteSpace(why))
            return null;
        var reason = new TriageReason.Overridden(by, decision.Category, decision.Priority, why.Trim(), at);
        return decision with
        {
            Category = category ?? decision.Category,
            Priority = priority ?? decision.Priority,
            Confidence = category is null ? decision.Confidence : 1,
            Reasons = [.. decision.Reasons, reason],
        };
    }

    private static List<TriageRuleHit> HitsOf(TriageRules rules, string text)
    {
        var words = Words.Of(text);
        var hits = new List<TriageRuleHit>();
        foreach (var rule in rules.Rules)
            if (rule.FindIn(words) is { } found)
                hits.Add(new TriageRuleHit(rule, found));
        return hits;
    }

    /// <summary>What is on another path needs no category of the desk unless a rule gives it one.</summary>
    private static (CategoryId? Category, double Confidence) CategoryOf(
        TriageRules rules, List<TriageRuleHit> hits, ScopeId? scope, Classification learned, List<TriageReason> reasons)
    {
        if (hits.Find(h => h.Rule.Category is not null) is { } hit)
            return (hit.Rule.Category, 1);
        if (scope is not null)
            return (null, 1);
        var best = learned.Guesses.Count > 0 ? learned.Guesses[0] : null;
        if (best is null || best.Confidence < rules.SureFrom)
        {
            reasons.Add(new TriageReason.Unsure(best, rules.SureFrom));
            return (null, best?.Confidence ?? 0);
        }
        reasons.Add(new TriageReason.Learned(best.Label, best.Confidence, learned.Words));
        return (best.Label, best.Confidence);
    }

    private static (Impact Impact, Urgency Urgency) Weigh(
        (Impact Impact, Urgency Urgency) start, List<TriageRuleHit> hits, TriageInput input, List<TriageReason> reasons)
    {
        var (impact, urgency) = start;
        foreach (var hit in hits)
            if (hit.Rule.Impact is { } wider && wider > impact)
                impact = wider;
        if (hits.Max(h => h.Rule.Urgency) is { } said)
            urgency = said;
        if (input.IsVip)
            reasons.Add(new TriageReason.Rule(VipRule, "marked in the directory", "one step more impact"));
        if ((input.IsVip || hits.Exists(h => h.Rule.RaisesImpact)) && impact < Impact.Company)
            impact++;
        return (impact, urgency);
    }

    private static Priority PriorityOf(PriorityMatrix matrix, Impact impact, Urgency urgency, List<TriageRuleHit> hits, List<TriageReason> reasons)
    {
        var priority = matrix(impact, urgency);
        reasons.Add(new TriageReason.FromMatrix(impact, urgency, priority));
        var strongest = hits.Where(h => h.Rule.Priority < priority).MinBy(h => h.Rule.Priority);
        if (strongest?.Rule.Priority is not { } raised)
            return priority;
        reasons.Add(new TriageReason.Raised(priority, raised, strongest.Rule.Id));
        return raised;
    }
}
