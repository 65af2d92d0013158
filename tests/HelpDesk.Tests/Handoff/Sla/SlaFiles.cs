using System.Runtime.CompilerServices;
using HelpDesk.Handoff.Sla.Terms;
using NodaTime;
using NodaTime.Text;

namespace HelpDesk.Tests.Handoff.Sla;

/// <summary>Files beside these tests, and the policy as it is shipped.</summary>
internal static class SlaFiles
{
    public static DateTimeZone Berlin { get; } = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    public static SlaPolicy Shipped { get; } = SlaPolicyReader.Read(
        new("sla.yaml", Policy("sla.yaml")), new("calendars.yaml", Policy("calendars.yaml"))).Policy!;

    public static string Read(string name) => File.ReadAllText(Path.Combine(Here(), name));

    public static string Policy(string name) => File.ReadAllText(Path.Combine(Here(), "../../../../handoff/policy", name));

    /// <summary>Wall time such as 2026-06-05T16:30, its first occurrence where it is doubled.</summary>
    public static Instant At(string wall, DateTimeZone zone) =>
        zone.AtLeniently(LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(wall).Value).ToInstant();

    public static Instant Berlins(string wall) => At(wall, Berlin);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
