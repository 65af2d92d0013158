using System.Collections.Immutable;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Routing;

/// <summary>A skill and the least level of it that a ticket asks for, 1 to 5.</summary>
public readonly record struct SkillDemand(SkillId Skill, int Level);

/// <summary>
/// What a ticket needs of the agent who takes it. Compared by value, so that tickets that need the same are looked at together;
/// skills are kept in order of their ids.
/// </summary>
public sealed class Demand : IEquatable<Demand>
{
    private readonly int _hash;

    /// <param name="skills">In any order; of a skill named twice the higher level counts.</param>
    /// <param name="language">Two-letter code in lower case; null when any will do. Never relaxed.</param>
    /// <param name="customer">Whose ticket it is; null where every agent serves whoever asks. Never relaxed.</param>
    /// <param name="units">How much of the agent's capacity it takes, at least 1.</param>
    public Demand(Tier tier, WorkKind kind = WorkKind.Chat, string? language = null, IEnumerable<SkillDemand>? skills = null, int units = 1, QueueId? queue = null,
        CustomerId? customer = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        (Tier, Kind, Language, Units, Queue, Customer) = (tier, kind, language, units, queue, customer);
        Skills = [.. (skills ?? []).GroupBy(s => s.Skill).Select(g => new SkillDemand(g.Key, g.Max(s => s.Level))).OrderBy(s => s.Skill.Value, StringComparer.Ordinal)];
        var hash = new HashCode();
        hash.Add(tier);
        hash.Add(kind);
        hash.Add(language, StringComparer.Ordinal);
        hash.Add(units);
        hash.Add(queue);
        hash.Add(customer);
        foreach (var skill in Skills)
            hash.Add(skill);
        _hash = hash.ToHashCode();
    }

    public Tier Tier { get; }
    public WorkKind Kind { get; }
    public string? Language { get; }
    public int Units { get; }

    /// <summary>Where it waits, whose rules for choosing, relaxing and overflow then apply; null for the policy's own.</summary>
    public QueueId? Queue { get; }

    /// <summary>Whom the agent must serve; null for anybody.</summary>
    public CustomerId? Customer { get; }
    public ImmutableArray<SkillDemand> Skills { get; }

    public Demand At(Tier tier) => new(tier, Kind, Language, Skills, Units, Queue, Customer);

    public bool Equals(Demand? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && Tier == other.Tier && Kind == other.Kind && Units == other.Units && Queue == other.Queue
            && Customer == other.Customer && Language == other.Language && Skills.AsSpan().SequenceEqual(other.Skills.AsSpan()));

    public override bool Equals(object? obj) => Equals(obj as Demand);

    public override int GetHashCode() => _hash;
}
