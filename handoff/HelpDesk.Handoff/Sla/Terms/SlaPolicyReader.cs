using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;

namespace HelpDesk.Handoff.Sla.Terms;

/// <summary>The policy, or everything that is wrong with it.</summary>
/// <param name="Policy">Null when there is any problem.</param>
public sealed record SlaPolicyResult(SlaPolicy? Policy, ImmutableArray<SlaProblem> Problems);

/// <summary>Reads and checks the SLA part of a policy; texts in, values out.</summary>
public static class SlaPolicyReader
{
    private const string ZoneFix = "Write the desk's IANA time zone, such as Europe/Berlin.";

    /// <param name="ical">The .ics files beside the calendars, by name.</param>
    public static SlaPolicyResult Read(PolicyText sla, PolicyText calendars, IReadOnlyDictionary<string, string>? ical = null)
    {
        var problems = new List<SlaProblem>();
        var root = YamlText.Root(sla, problems);
        var zone = root is null ? DateTimeZone.Utc : Zone(root);
        var calendarsFile = new CalendarsFile(calendars, ical ?? FrozenDictionary<string, string>.Empty, zone, problems);
        var known = calendarsFile.Read();
        if (root is null)
            return new(null, Sorted(problems));
        root.Only("version", "zone", "warn", "reopen-floor", "targets", "plans", "vendors", "tiers");
        var file = new SlaFile(root, [.. known.Keys]);
        var policy = new SlaPolicy
        {
            Version = root.Text("version", "Number the policy; a ticket keeps the version that it was opened under.") ?? "",
            Zone = zone,
            WarnAt = file.WarnAt(),
            ReopenFloorPercent = root.Has("reopen-floor") ? root.Number("reopen-floor", 0, 100, "Write the percentage of the resolution target that a reopened ticket has at least.") ?? 0 : 25,
            Targets = file.Targets(),
            Plans = file.Plans(),
            DefaultVendor = file.DefaultVendor(),
            Vendors = file.Vendors(),
            Tiers = file.Tiers(),
            Calendars = known,
            InCustomerZone = calendarsFile.InCustomerZone,
        };
        return new(problems.Count == 0 ? policy : null, Sorted(problems));
    }

    private static DateTimeZone Zone(YamlKeys root)
    {
        if (root.Text("zone", ZoneFix) is not { } id)
            return DateTimeZone.Utc;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone)
            return zone;
        root.Problem("zone", $"'{id}' is not a known time zone", ZoneFix);
        return DateTimeZone.Utc;
    }

    private static ImmutableArray<SlaProblem> Sorted(List<SlaProblem> problems) =>
        [.. problems.Distinct().OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line)];
}
