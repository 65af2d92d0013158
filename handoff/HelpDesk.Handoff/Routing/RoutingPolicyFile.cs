using System.Collections.Immutable;
using HelpDesk.Handoff.Routing.Files;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Routing;

/// <summary>Reads <c>routing.yaml</c>. What it leaves out keeps the default of <see cref="RoutingPolicy"/>.</summary>
public static class RoutingPolicyFile
{
    private const int MostOffers = 20;
    private const int MostWaiting = 100_000;
    private const int HighestLevel = 5;
    private static readonly RoutingPolicy Seed = RoutingPolicy.Default;

    private static readonly ImmutableDictionary<string, MatchBy> Choices = new Dictionary<string, MatchBy>(StringComparer.Ordinal)
    {
        ["longest-idle"] = MatchBy.LongestIdle, ["least-loaded"] = MatchBy.LeastLoaded, ["best-skill"] = MatchBy.BestSkill,
    }.ToImmutableDictionary();

    /// <param name="errors">Everything wrong with it; what could be read is returned all the same.</param>
    public static RoutingPolicy Read(string file, string text, ICollection<FileError> errors)
    {
        if (YamlMap.Read(file, text, errors) is not { } root)
            return Seed;
        if (root.Number("version", 0, 0, int.MaxValue) != 1)
            root.Report("version", "The version is not 1.", "Write 'version: 1'.");
        var policy = Offers(root, Seed with
        {
            MatchBy = root.Parsed("match", Seed.MatchBy, t => Choices.TryGetValue(t, out var by) ? by : null, $"one of {string.Join(", ", Choices.Keys.Order(StringComparer.Ordinal))}"),
            SilentAfter = root.Span("silent_after", Seed.SilentAfter),
            DisconnectGrace = root.Span("disconnect_grace", Seed.DisconnectGrace),
            Relax = Relax(root),
        });
        policy = Overflow(root, Affinity(root, policy));
        root.Close();
        return policy;
    }

    private static RoutingPolicy Offers(YamlMap root, RoutingPolicy policy)
    {
        if (root.Map("offers") is not { } map)
            return policy;
        var read = policy with
        {
            OfferLasts = map.Span("last", policy.OfferLasts),
            OffersPerAgent = map.Number("per_agent", policy.OffersPerAgent, 1, MostOffers),
            DeclineRemembered = map.Span("decline_remembered", policy.DeclineRemembered),
        };
        map.Close();
        return read;
    }

    private static RoutingPolicy Affinity(YamlMap root, RoutingPolicy policy)
    {
        if (root.Map("last_agent") is not { } map)
            return policy;
        var read = policy with
        {
            AffinityHold = map.Span("wait_for", policy.AffinityHold),
            AffinityRemembered = map.Span("remembered", policy.AffinityRemembered),
        };
        map.Close();
        return read;
    }

    private static ImmutableArray<RelaxStep> Relax(YamlMap root)
    {
        var steps = root.Maps("relax_skills").Select(map =>
        {
            var step = new RelaxStep(map.Span("after", Duration.Zero), map.Number("levels", 1, 1, HighestLevel));
            map.Close();
            return step;
        }).ToImmutableArray();
        if (!steps.SequenceEqual(steps.OrderBy(s => s.After)))
            root.Report("relax_skills", "The steps are not in order of time.", "Put the shortest wait first.");
        return steps.IsEmpty ? Seed.Relax : steps;
    }

    private static RoutingPolicy Overflow(YamlMap root, RoutingPolicy policy)
    {
        if (root.Map("overflow") is not { } map)
            return policy;
        var read = policy with { OverflowAfter = Waits(map, policy), OverflowLength = Lengths(map) };
        map.Close();
        return read;
    }

    private static ImmutableDictionary<Priority, Duration> Waits(YamlMap map, RoutingPolicy policy)
    {
        if (map.Map("after") is not { } waits)
            return policy.OverflowAfter;
        var read = ImmutableDictionary.CreateBuilder<Priority, Duration>();
        foreach (var priority in Enum.GetValues<Priority>())
            if (waits.ParsedOrNull(priority.ToString(), Spans.Parse, Spans.Expected) is { } after)
                read.Add(priority, after);
        waits.Close();
        return read.ToImmutable();
    }

    private static ImmutableDictionary<Tier, int> Lengths(YamlMap map)
    {
        if (map.Map("longer_than") is not { } lengths)
            return [];
        var read = ImmutableDictionary.CreateBuilder<Tier, int>();
        for (var tier = Tier.ServiceDesk; Patience.HasNextTier(tier); tier++)
            if (lengths.Number($"tier{(int)tier}", 0, 1, MostWaiting) is > 0 and var length)
                read.Add(tier, length);
        lengths.Close();
        return read.ToImmutable();
    }
}
