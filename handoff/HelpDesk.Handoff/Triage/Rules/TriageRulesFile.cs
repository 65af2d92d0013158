using HelpDesk.Handoff.Policy;
using System.Collections.Immutable;
using System.Globalization;
using HelpDesk.Handoff.Triage.Files;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Triage.Rules;

/// <summary>Reads <c>triage-rules.yaml</c>.</summary>
public static class TriageRulesFile
{
    /// <param name="categories">Those that the desk has; a rule for another is an error. Null checks nothing.</param>
    /// <param name="scopes">The paths of <c>scope.yaml</c>, likewise.</param>
    /// <param name="errors">Everything wrong with it; what could be read is returned all the same.</param>
    public static TriageRules Read(string file, string text, IReadOnlySet<CategoryId>? categories, ICollection<PolicyError> errors, IReadOnlySet<ScopeId>? scopes = null)
    {
        if (YamlMap.Read(file, text, errors) is not { } root)
            return TriageRules.None;
        if (root.Number("version", 0, 0, int.MaxValue) != 1)
            root.Report("version", "The version is not 1.", "Write 'version: 1'.");
        var sureFrom = root.Parsed("sure_from", TriageRules.DefaultSureFrom, Share, "a number from 0 to 1");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var rules = root.Maps("rules").Select(map => RuleOf(map, categories, scopes, ids)).ToImmutableArray();
        root.Close();
        return new TriageRules(rules, sureFrom);
    }

    private static TriageRule RuleOf(YamlMap map, IReadOnlySet<CategoryId>? categories, IReadOnlySet<ScopeId>? scopes, HashSet<string> ids)
    {
        var id = map.Text("id");
        if (id.Length > 0 && !ids.Add(id))
            map.Report("id", $"There is another rule '{id}'.", "Give each rule its own id: reasons name it.");
        var rule = new TriageRule(id, Phrases(map, "any"), Phrases(map, "and"), Phrases(map, "unless"))
        {
            Category = CategoryOf(map, categories),
            Scope = ScopeOf(map, scopes),
            Impact = map.ParsedOrNull("impact", Named<Impact>, $"one of {Names<Impact>()}"),
            Urgency = map.ParsedOrNull("urgency", Named<Urgency>, $"one of {Names<Urgency>()}"),
            Priority = map.ParsedOrNull("priority", Named<Priority>, $"one of {Names<Priority>()}"),
            RaisesImpact = map.Parsed("raise_impact", otherwise: false, t => bool.TryParse(t, out var on) ? on : null, "true or false"),
        };
        if (rule.Any.IsEmpty)
            map.Report("any", "The rule has no words to look for.", "Write 'any: [phrase, another phrase]'.");
        if (rule is { Category: null, Scope: null, Impact: null, Urgency: null, Priority: null, RaisesImpact: false })
            map.Report("id", "The rule decides nothing.", "Add category, scope, impact, urgency, priority or raise_impact.");
        map.Close();
        return rule;
    }

    private static CategoryId? CategoryOf(YamlMap map, IReadOnlySet<CategoryId>? categories)
    {
        if (map.TextOrNull("category") is not { } name)
            return null;
        var category = new CategoryId(name);
        if (categories?.Contains(category) == false)
            map.Report("category", $"There is no category '{name}'.", $"Known: {string.Join(", ", categories.Select(c => c.Value).Order(StringComparer.Ordinal))}.");
        return category;
    }

    private static ScopeId? ScopeOf(YamlMap map, IReadOnlySet<ScopeId>? scopes)
    {
        if (map.TextOrNull("scope") is not { } name)
            return null;
        var scope = new ScopeId(name);
        if (scopes?.Contains(scope) == false)
            map.Report("scope", $"There is no path '{name}' in scope.yaml.", $"Known: {string.Join(", ", scopes.Select(s => s.Value).Order(StringComparer.Ordinal))}.");
        return scope;
    }

    private static ImmutableArray<Phrase> Phrases(YamlMap map, string key)
    {
        var phrases = ImmutableArray.CreateBuilder<Phrase>();
        foreach (var text in map.Texts(key))
            if (Phrase.TryParse(text) is { } phrase)
                phrases.Add(phrase);
            else
                map.Report(key, $"'{text}' is not a phrase.", "Write words; a|b for either, word* for a beginning, ... for words in between.");
        return phrases.ToImmutable();
    }

    private static double? Share(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1 ? share : null;

    private static T? Named<T>(string text) where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var value) && !char.IsDigit(text[0]) ? value : null;

    private static string Names<T>() where T : struct, Enum => string.Join(", ", Enum.GetNames<T>().Select(n => n.ToLowerInvariant()));
}
