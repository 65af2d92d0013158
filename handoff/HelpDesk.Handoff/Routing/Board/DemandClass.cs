using System.Runtime.InteropServices;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Routing.Board;

/// <summary>What a waiting ticket asks for at this moment; tickets with the same stage can be taken by the same agents.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Stage(Demand Demand, int RelaxedLevels, bool OverflowsByWait);

/// <summary>The tickets of one stage in queue order, and what they require as numbers of <see cref="Abilities"/>.</summary>
internal sealed class DemandClass
{
    private readonly int[] _own;
    private readonly int[] _next;

    public DemandClass(Stage stage, QueueCount queue, Abilities abilities, Instant now)
    {
        (Stage, Queue, MatchBy) = (stage, queue, queue.Rules.MatchBy);
        var demand = stage.Demand;
        int[] both = [.. Shared(stage).Select(r => abilities.NumberOf(r, now))];
        _own = [abilities.NumberOf(Requirement.Of(demand.Tier), now), .. both];
        _next = Patience.HasNextTier(demand.Tier) ? [abilities.NumberOf(Requirement.Of(demand.Tier + 1), now), .. both] : [];
        Fit = MatchBy == MatchBy.BestSkill ? new FitRule(demand, abilities, now) : null;
    }

    public Stage Stage { get; }
    public QueueCount Queue { get; }
    public MatchBy MatchBy { get; }
    public TicketRun Waiting { get; } = new();

    /// <summary>What its tickets ask of an agent of their own tier.</summary>
    public ReadOnlySpan<int> Own => _own;

    /// <summary>What they ask of one of the next tier; only where <see cref="Overflow"/> allows it.</summary>
    public ReadOnlySpan<int> Next => _next;

    /// <summary>How skill chooses; null where it does not.</summary>
    public FitRule? Fit { get; }

    /// <summary>Why the next tier may be asked; null when it may not.</summary>
    public OverflowCause? Overflow => Stage.OverflowsByWait ? OverflowCause.Wait : Queue.IsCrowded ? OverflowCause.QueueLength : null;

    private static IEnumerable<Requirement> Shared(Stage stage)
    {
        if (stage.Demand.Language is { } language)
            yield return Requirement.Of(language);
        if (stage.Demand.Customer is { } customer)
            yield return Requirement.Of(customer);
        foreach (var skill in stage.Demand.Skills)
            if (skill.Level > stage.RelaxedLevels)
                yield return Requirement.Of(skill.Skill, skill.Level - stage.RelaxedLevels);
    }
}
