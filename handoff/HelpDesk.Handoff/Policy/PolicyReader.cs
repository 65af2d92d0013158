using HelpDesk.Handoff.Policy.Reading;
using HelpDesk.Handoff.Tickets;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HelpDesk.Handoff.Policy;

/// <summary>Reads the policy's files: text in, the policy or every error of every file out.</summary>
public static class PolicyReader
{
    /// <summary>The files that this reader knows, all of them required.</summary>
    public static IReadOnlyList<string> Files { get; } =
        ["desk.yaml", "customers.yaml", "categories.yaml", "skills.yaml", "tiers.yaml", "queues.yaml", "priorities.yaml", "scope.yaml", "vendors.yaml", "requests.yaml", "canned.yaml"];

    /// <summary>Files in the same folder that parts read.</summary>
    private static readonly string[] PartFiles = ["sla.yaml", "calendars.yaml"];

    /// <param name="files">The text of each file of the folder by its name.</param>
    /// <param name="parts">Readers of the files that other parts own; their plans and calendars are what references are checked against.</param>
    public static PolicyResult Read(IReadOnlyDictionary<string, string> files, params ReadOnlySpan<PolicyPartReader> parts)
    {
        var findings = new Findings();
        ReportStrangers(files, findings);
        var policy = ReadParts(files, Read(files, findings), parts, findings);
        WarnOfUnused(policy, findings);
        var errors = findings.Errors();
        return errors.Count > 0 ? new PolicyResult.Invalid(errors) : new PolicyResult.Valid(policy, findings.Warnings());
    }

    private static DeskPolicy Read(IReadOnlyDictionary<string, string> files, Findings findings) =>
        new(PolicyVersion.Of(files), DeskFile.Read(Open("desk.yaml", files, findings)))
        {
            Customers = CustomersFile.Read(Open("customers.yaml", files, findings)),
            Categories = CategoriesFile.Read(Open("categories.yaml", files, findings)),
            Skills = StaffFiles.Skills(Open("skills.yaml", files, findings)),
            Tiers = StaffFiles.Tiers(Open("tiers.yaml", files, findings)),
            Queues = QueuesFile.Read(Open("queues.yaml", files, findings)),
            Priorities = PrioritiesFile.Read(Open("priorities.yaml", files, findings)),
            Scope = OutsideFiles.Scope(Open("scope.yaml", files, findings)),
            Vendors = OutsideFiles.Vendors(Open("vendors.yaml", files, findings)),
            Requests = WordFiles.Requests(Open("requests.yaml", files, findings)),
            Canned = WordFiles.Canned(Open("canned.yaml", files, findings)),
        };

    /// <summary>The file's settings; an empty mapping whose every question goes to a scratch list where the file itself is the error.</summary>
    private static MapReader Open(string name, IReadOnlyDictionary<string, string> files, Findings findings)
    {
        if (!files.TryGetValue(name, out var text))
            findings.Report(name, 1, "", "The file is missing.", "Copy it from the policy folder that came with the product.");
        else if (TryParse(name, text, findings) is { } root)
            return new(findings, name, "", root);
        return new(new Findings(), name, "", new YamlMappingNode());
    }

    private static YamlMappingNode? TryParse(string name, string text, Findings findings)
    {
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            if (yaml.Documents is [{ RootNode: YamlMappingNode root }]) return root;
            findings.Report(name, 1, "", "The file must hold one set of 'key: value' settings.", "Start it with a key and a colon, such as 'name: IT Help'.");
        }
        catch (YamlException e)
        {
            findings.Report(name, (int)e.Start.Line, "", $"This is not valid YAML: {e.Message.TrimEnd('.')}.", "Look at the indentation, quotes and colons at this line and above it.");
        }
        return null;
    }

    private static DeskPolicy ReadParts(
        IReadOnlyDictionary<string, string> files, DeskPolicy policy, ReadOnlySpan<PolicyPartReader> parts, Findings findings)
    {
        var joined = policy;
        foreach (var read in parts)
        {
            var part = read(files, policy);
            findings.Report(part.Errors);
            Define(findings, Names.Plan, part.Plans?.Select(p => p.Value));
            joined = joined with { Plans = [.. joined.Plans, .. part.Plans ?? []], WarnAtPercent = part.WarnAtPercent ?? joined.WarnAtPercent };
        }
        return joined;
    }

    private static void Define(Findings findings, string kind, IEnumerable<string>? names)
    {
        if (names is null) return;
        findings.Open(kind);
        foreach (var name in names)
            findings.Define(kind, name, "sla.yaml", 1, name);
    }

    private static void ReportStrangers(IReadOnlyDictionary<string, string> files, Findings findings)
    {
        string[] known = [.. Files, .. PartFiles];
        foreach (var name in files.Keys.Where(f => IsPolicy(f) && !known.Contains(f, StringComparer.Ordinal)))
            findings.Report(name, 1, "", "No part of the policy reads this file.", Findings.Suggest(name, known));
    }

    /// <summary>Triage's lines and iCal holidays lie in the same folder and have names of their owner's choice.</summary>
    private static bool IsPolicy(string name) =>
        (name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
        && !name.StartsWith("triage", StringComparison.OrdinalIgnoreCase);

    private static void WarnOfUnused(DeskPolicy policy, Findings findings)
    {
        foreach (var skill in policy.Skills.Where(s => !findings.IsReferredTo(Names.Skill, s.Id.Value)))
            findings.Warn("skills.yaml", 1, skill.Id.Value, "No category asks for this skill.", "Use it in a route of categories.yaml, or remove it.");
        foreach (var reply in policy.Canned.Where(r => r.Texts.All(t => t.Language != policy.Desk.Languages.FirstOrDefault())))
            findings.Warn("canned.yaml", 1, reply.Id, $"This reply has no text in the desk's first language '{policy.Desk.Languages.FirstOrDefault()}'.", "Add one.");
    }
}
