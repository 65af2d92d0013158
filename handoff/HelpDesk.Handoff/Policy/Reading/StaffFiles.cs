using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Policy.Reading;

/// <summary><c>skills.yaml</c> and <c>tiers.yaml</c>.</summary>
internal static class StaffFiles
{
    public static Sequence<Skill> Skills(MapReader file)
    {
        var skills = new List<Skill>();
        foreach (var map in file.Maps("skills", required: true))
        {
            skills.Add(new(new(map.Id("id", Names.Skill)), map.Text("title", "Networking")));
            map.Done();
        }
        file.Done();
        return [.. skills];
    }

    public static Sequence<TierSettings> Tiers(MapReader file)
    {
        var tiers = file.Maps("tiers", required: true).Select(map => (Map: map, Tier: Tier(map))).ToList();
        foreach (var repeated in tiers.GroupBy(t => t.Tier.Tier).SelectMany(g => g.Skip(1)))
            repeated.Map.Wrong("tier", "This tier is there twice.", "Remove one of them.");
        foreach (var (word, tier) in Vocabulary.StaffedTiers.Where(t => file.Has("tiers") && tiers.TrueForAll(s => s.Tier.Tier != t.Value)))
            file.Wrong("tiers", $"The tier '{word}' is missing ({(int)tier} of 4).", $"Add '- tier: {word}' with a title.");
        file.Done();
        return [.. tiers.Select(t => t.Tier)];
    }

    private static TierSettings Tier(MapReader map)
    {
        var tier = new TierSettings(
            map.One("tier", Vocabulary.Tiers), map.Text("title", "Service desk"),
            [.. map.References("plans", Names.Plan).Select(p => new PlanId(p))], Share(map), map.TextOrNull("shareOf"));
        map.Done();
        return tier;
    }

    private static ShareRange? Share(MapReader map)
    {
        if (map.Map("sharePercent") is not { } range) return null;
        var (from, to) = (range.Number("from", 0, 100, 0), range.Number("to", 0, 100, 100));
        if (from > to) range.Wrong("from", $"The range runs backwards, from {from} to {to}.", "Put the smaller number into 'from'.");
        range.Done();
        return new(from / 100.0, to / 100.0);
    }
}
