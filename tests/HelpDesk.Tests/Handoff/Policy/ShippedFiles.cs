using HelpDesk.Handoff.Policy;

namespace HelpDesk.Tests.Handoff.Policy;

/// <summary>The shipped policy as the program has it beside itself, read whole and once.</summary>
internal static class ShippedFiles
{
    private static readonly Lazy<(HelpDeskPolicy? Policy, PolicyCheck Check)> Read = new(() => HelpDeskPolicy.Read(All()));

    public static HelpDeskPolicy Policy => Read.Value.Policy!;
    public static PolicyCheck Check => Read.Value.Check;

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "policy");

    public static Dictionary<string, string> All() =>
        Directory.EnumerateFiles(Folder).ToDictionary(f => Path.GetFileName(f), File.ReadAllText, StringComparer.Ordinal);
}
