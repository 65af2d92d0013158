using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Triage.Files;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Triage;
using HelpDesk.Handoff.Triage.Learning;
using HelpDesk.Handoff.Triage.Rules;

namespace HelpDesk.Tests.Handoff.Triage;

/// <summary>The policy files of the repository, read once.</summary>
internal static class PolicyFiles
{
    public static readonly IReadOnlySet<CategoryId> Categories = new HashSet<CategoryId>(
        new[]
        {
            "password-account", "email", "connectivity", "hardware", "printing", "software", "mobile", "teams-collaboration", "files-storage",
            "access-request", "onboarding", "security",
        }.Select(c => new CategoryId(c)));

    private static readonly Lazy<(TriagePolicy Policy, CrossValidation Report, IReadOnlyList<LabelledLine> Lines, List<PolicyError> Errors)> All = new(Load);

    public static TriagePolicy Policy => All.Value.Policy;
    public static CrossValidation Report => All.Value.Report;
    public static IReadOnlyList<LabelledLine> Lines => All.Value.Lines;
    public static IReadOnlyList<PolicyError> Errors => All.Value.Errors;

    public static string Text(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HelpDesk.Bot.sln")))
            folder = folder.Parent!;
        return File.ReadAllText(Path.Combine(folder.FullName, "handoff", "policy", file));
    }

    private static (TriagePolicy, CrossValidation, IReadOnlyList<LabelledLine>, List<PolicyError>) Load()
    {
        var errors = new List<PolicyError>();
        var lines = LabelledLines.Read("triage.tsv", Text("triage.tsv"), errors);
        var rules = TriageRulesFile.Read("triage-rules.yaml", Text("triage-rules.yaml"), Categories, errors);
        var (classifier, report) = TextClassifier.Train(lines);
        return (new TriagePolicy(rules, classifier, SeedMatrix.Of, SeedMatrix.Defaults), report, lines, errors);
    }
}
