using System.Globalization;
using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Sla.Terms;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Triage;
using HelpDesk.Handoff.Triage.Learning;

namespace HelpDesk.Handoff.Policy;

/// <summary>Everything that the desk decides by, read from one folder and found to fit together.</summary>
/// <param name="Learned">How well the classifier tells categories apart on lines that it had not learned from.</param>
public sealed record HelpDeskPolicy(DeskPolicy Desk, SlaPolicy Sla, TriagePolicy Triage, RoutingPolicy Routing, CrossValidation Learned)
{
    /// <summary>Below this macro-F1 the check warns.</summary>
    public const double GoodMacroF1 = 0.85;

    public string Version => Desk.Version;

    /// <summary>Reads all files of a policy folder.</summary>
    /// <param name="files">The text of each file by its name.</param>
    /// <returns>The report, and the policy where it has no errors.</returns>
    public static (HelpDeskPolicy? Policy, PolicyCheck Check) Read(IReadOnlyDictionary<string, string> files)
    {
        var (sla, triage) = (new SlaPart(), new TriagePart());
        var result = PolicyReader.Read(files, sla.Read, triage.Read);
        if (result is not PolicyResult.Valid valid || sla.Policy is not { } terms)
            return (null, PolicyCheck.Of(result));
        var (trained, report) = triage.Train(valid.Policy);
        var policy = new HelpDeskPolicy(valid.Policy, terms, trained, RoutingPolicy.Of(valid.Policy), report);
        var check = PolicyCheck.Of(valid with { Warnings = [.. valid.Warnings, .. Doubts(report)] });
        return (policy, check with { MacroF1 = report.MacroF1, Summary = $"{check.Summary} Triage: {F1(report)}." });
    }

    private static IEnumerable<PolicyError> Doubts(CrossValidation report)
    {
        if (report.MacroF1 < GoodMacroF1)
            yield return new("triage.tsv", 1, "", $"Categories are not told apart well: {F1(report)}.", "Add lines that people really wrote to the weakest categories.");
    }

    private static string F1(CrossValidation report) => string.Create(CultureInfo.InvariantCulture, $"cross-validated macro-F1 {report.MacroF1:0.000}");
}
