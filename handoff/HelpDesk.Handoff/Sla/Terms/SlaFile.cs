using System.Collections.Immutable;
using System.Globalization;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Sla.Terms;

/// <summary>Reads <c>sla.yaml</c>; the calendars that it names are checked against those read.</summary>
internal sealed class SlaFile(YamlKeys root, IReadOnlyCollection<string> calendars)
{
    private const string TargetFix = "Write hours and minutes such as 15m, 4h or 1h 30m.";
    private static readonly Priority[] Priorities = Enum.GetValues<Priority>();

    public ImmutableArray<int> WarnAt()
    {
        const string Fix = "List rising percentages from 1 to 99, such as [50, 75, 90].";
        if (!root.Has("warn"))
            return [50, 75, 90];
        var texts = root.Texts("warn", Fix);
        var numbers = texts.Select(item => Number(item.Text, out var percent) && percent is > 0 and < 100 ? percent : 0).ToImmutableArray();
        if (numbers.Contains(0) || !numbers.Order().Distinct().SequenceEqual(numbers))
            root.Problem("warn", "is no rising list of percentages", Fix);
        return numbers;
    }

    public ImmutableDictionary<Priority, PriorityTargets> Targets()
    {
        if (root.Section("targets", "Give each of P1 to P4 a response and a resolution.") is not { } section)
            return ImmutableDictionary<Priority, PriorityTargets>.Empty;
        var read = Targets(section);
        foreach (var missing in Priorities.Where(p => !section.Has(p.ToString())))
            section.Problem(missing.ToString(), "is missing", "Give it a response and a resolution.");
        return read;
    }

    public ImmutableDictionary<PlanId, SlaPlan> Plans()
    {
        var plans = ImmutableDictionary.CreateBuilder<PlanId, SlaPlan>();
        if (root.Section("plans", "Describe at least one plan.") is not { } section)
            return plans.ToImmutable();
        if (!section.Names.Any())
            root.Problem("plans", "has no plan", "Describe at least one plan.");
        foreach (var id in section.Names)
        {
            if (section.Section(id, "Give it hours and clocks.") is { } keys)
                plans[new(id)] = Plan(id, keys);
        }

        return plans.ToImmutable();
    }

    public PartyTargets? DefaultVendor() =>
        root.OptionalSection("vendors", "Map vendors to targets.")?.OptionalSection("default", "Give it a calendar and targets.") is { } keys ? Party(keys) : null;

    public ImmutableDictionary<VendorId, PartyTargets> Vendors() =>
        root.OptionalSection("vendors", "Map vendors to targets.") is not { } section
            ? ImmutableDictionary<VendorId, PartyTargets>.Empty
            : section.Names.Where(name => name != "default")
                .Select(name => (name, Keys: section.Section(name, "Give it a calendar and targets.")))
                .Where(vendor => vendor.Keys is not null)
                .ToImmutableDictionary(vendor => new VendorId(vendor.name), vendor => Party(vendor.Keys!));

    public ImmutableDictionary<Tier, PartyTargets> Tiers()
    {
        var tiers = ImmutableDictionary.CreateBuilder<Tier, PartyTargets>();
        if (root.OptionalSection("tiers", "Map the tiers 1 to 4 to targets.") is not { } section)
            return tiers.ToImmutable();
        foreach (var name in section.Names)
        {
            if (!Number(name, out var number) || number is < 1 or > 4)
                section.Problem(name, "is no tier", "Write 1 to 4.");
            else if (section.Section(name, "Give it a calendar and targets.") is { } keys)
                tiers[(Tier)number] = Party(keys);
        }

        return tiers.ToImmutable();
    }

    private SlaPlan Plan(string id, YamlKeys keys)
    {
        keys.Only("name", "hours", "clocks", "targets");
        var hours = Calendar(keys, "hours");
        var clocks = ImmutableDictionary.CreateBuilder<Priority, string>();
        if (keys.Section("clocks", "Name a calendar for each of P1 to P4.") is { } section)
        {
            section.Only(Names);
            foreach (var priority in Priorities)
                clocks[priority] = Calendar(section, priority.ToString());
        }

        var own = keys.OptionalSection("targets", "Give the priorities that differ a response and a resolution.");
        return new(
            new(id), keys.OptionalText("name", "Say what customers call it.") ?? id, hours, clocks.ToImmutable(),
            own is null ? ImmutableDictionary<Priority, PriorityTargets>.Empty : Targets(own));
    }

    private static ImmutableDictionary<Priority, PriorityTargets> Targets(YamlKeys section)
    {
        section.Only(Names);
        var targets = ImmutableDictionary.CreateBuilder<Priority, PriorityTargets>();
        foreach (var priority in Priorities.Where(p => section.Has(p.ToString())))
        {
            if (section.Section(priority.ToString(), "Give it a response and a resolution.") is not { } keys)
                continue;
            keys.Only("response", "resolution", "next-response");
            var (response, resolution) = (Target(keys, "response"), Target(keys, "resolution"));
            targets[priority] = new(response, resolution, keys.Has("next-response") ? Target(keys, "next-response") : response);
            if (response > resolution && resolution > Duration.Zero)
                keys.Problem("resolution", "is shorter than the response", "Give the resolution at least the response's time.");
        }

        return targets.ToImmutable();
    }

    private PartyTargets Party(YamlKeys keys)
    {
        keys.Only(["calendar", .. Names]);
        var targets = Priorities.Where(p => keys.Has(p.ToString())).ToImmutableDictionary(p => p, p => Target(keys, p.ToString()));
        if (targets.IsEmpty)
            keys.Problem("P1", "is missing, and so are P2 to P4", TargetFix);
        return new(Calendar(keys, "calendar"), targets);
    }

    private string Calendar(YamlKeys keys, string key)
    {
        var fix = $"Name a calendar of calendars.yaml: {string.Join(", ", calendars.Order(StringComparer.Ordinal))}.";
        if (keys.Text(key, fix) is not { } name)
            return "";
        if (!calendars.Contains(name))
            keys.Problem(key, $"'{name}' is not a calendar", fix);
        return name;
    }

    private static Duration Target(YamlKeys keys, string key)
    {
        if (keys.Text(key, TargetFix) is not { } text)
            return Duration.Zero;
        if (!TargetText.TryParse(text, out var target))
            keys.Problem(key, $"'{text}' is no time to be kept", TargetFix);
        return target;
    }

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static IReadOnlyCollection<string> Names { get; } = [.. Priorities.Select(p => p.ToString())];
}
