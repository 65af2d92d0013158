using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Sla.Terms;

/// <summary><c>sla.yaml</c> and <c>calendars.yaml</c> as a part of the desk's policy.</summary>
internal sealed class SlaPart
{
    private const string Sla = "sla.yaml";
    private const string Calendars = "calendars.yaml";

    /// <summary>Null until it was read, and where it has problems.</summary>
    public SlaPolicy? Policy { get; private set; }

    public PolicyPart Read(IReadOnlyDictionary<string, string> files, DeskPolicy desk)
    {
        var missing = new[] { Sla, Calendars }.Where(f => !files.ContainsKey(f)).Select(PolicyError.Missing).ToList();
        if (missing.Count > 0)
            return new([.. missing]);
        var ical = files.Where(f => f.Key.EndsWith(".ics", StringComparison.OrdinalIgnoreCase)).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
        var read = SlaPolicyReader.Read(new(Sla, files[Sla]), new(Calendars, files[Calendars]), ical);
        Policy = read.Policy;
        if (Policy is not { } policy)
            return new([.. read.Problems.Select(AsError)]);
        return new([.. Differences(policy, desk, files[Sla])]) { Plans = [.. policy.Plans.Keys], WarnAtPercent = [.. policy.WarnAt] };
    }

    private static IEnumerable<PolicyError> Differences(SlaPolicy policy, DeskPolicy desk, string text)
    {
        foreach (var vendor in policy.Vendors.Keys.Where(v => desk.Vendor(v) is null))
            yield return new(Sla, FileLines.Of(text, $"{vendor}:"), $"vendors.{vendor}", $"There is no vendor '{vendor}' in vendors.yaml.", "Use the vendor's id there, or remove it.");
        if (!policy.Zone.Equals(desk.Desk.Zone))
            yield return new(Sla, FileLines.Of(text, "zone:"), "zone", $"The desk's zone is '{desk.Desk.Zone.Id}' in desk.yaml.", $"Write 'zone: {desk.Desk.Zone.Id}', or change desk.yaml.");
    }

    private static PolicyError AsError(SlaProblem p) => new(p.File, Math.Max(1, p.Line), p.Key, $"{char.ToUpperInvariant(p.Problem[0])}{p.Problem[1..].TrimEnd('.')}.", p.Fix);
}
