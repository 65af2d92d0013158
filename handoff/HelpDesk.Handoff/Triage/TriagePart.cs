using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Triage.Learning;
using HelpDesk.Handoff.Triage.Rules;

namespace HelpDesk.Handoff.Triage;

/// <summary><c>triage-rules.yaml</c> and <c>triage.tsv</c> as a part of the desk's policy: every category and path they name must exist.</summary>
internal sealed class TriagePart
{
    private const string RulesFile = "triage-rules.yaml";
    private const string LinesFile = "triage.tsv";
    private TriageRules _rules = TriageRules.None;
    private IReadOnlyList<LabelledLine> _lines = [];

    public PolicyPart Read(IReadOnlyDictionary<string, string> files, DeskPolicy desk)
    {
        var errors = new[] { RulesFile, LinesFile }.Where(f => !files.ContainsKey(f)).Select(PolicyError.Missing).ToList();
        var categories = desk.Categories.Select(c => c.Id).ToHashSet();
        if (files.TryGetValue(RulesFile, out var rules))
            _rules = TriageRulesFile.Read(RulesFile, rules, categories, errors, desk.Scope.Select(s => new ScopeId(s.Id)).ToHashSet());
        if (files.TryGetValue(LinesFile, out var lines))
        {
            _lines = LabelledLines.Read(LinesFile, lines, errors);
            errors.AddRange(_lines.Select(l => l.Label).Distinct().Where(l => !categories.Contains(l)).Select(l => Unknown(l, lines, categories)));
        }
        return new([.. errors]);
    }

    /// <summary>Trains the classifier; asked only when everything was read without an error.</summary>
    public (TriagePolicy Policy, CrossValidation Report) Train(DeskPolicy desk)
    {
        var (classifier, report) = TextClassifier.Train(_lines);
        return (new TriagePolicy(_rules, classifier, desk.Priorities.Of, category => Defaults(desk, category)), report);
    }

    private static (Impact Impact, Urgency Urgency) Defaults(DeskPolicy desk, CategoryId? category) =>
        category is { } id && desk.Category(id) is { } known ? (known.Impact, known.Urgency) : (Impact.Person, Urgency.Medium);

    private static PolicyError Unknown(CategoryId label, string text, HashSet<CategoryId> known) => new(
        LinesFile, FileLines.Of(text, $"{label}\t"), label.Value, $"There is no category '{label}'.",
        Policy.Reading.Findings.Suggest(label.Value, [.. known.Select(c => c.Value)]));
}
