using System.Collections.Immutable;

namespace HelpDesk.Channels.Nodes;

/// <summary>
/// What one node has seen of the others, as a value. Nodes show life by a number that grows; a node counts as alive until it was looked at
/// <c>missed</c> times, a beat apart, without a change. No two clocks are ever compared, and looks that failed count for nothing, so neither a clock that is
/// off nor a store that was away makes anybody look dead.
/// </summary>
internal sealed record Membership(ImmutableSortedDictionary<string, Membership.Life> Lives)
{
    public static readonly Membership Empty = new(ImmutableSortedDictionary.Create<string, Life>(StringComparer.Ordinal));

    /// <param name="missed">Looks without a change after which a node is dead.</param>
    public ImmutableArray<string> Alive(int missed) => [.. Lives.Where(life => life.Value.Unchanged < missed).Select(life => life.Key)];

    /// <summary>After one more look, at which each node of <paramref name="beats"/> showed its number; nodes that it lacks have left.</summary>
    /// <param name="isDue">A beat has passed since the last look of this kind; others are not held against anybody.</param>
    public Membership Seen(IEnumerable<KeyValuePair<string, long>> beats, bool isDue) =>
        new(beats.ToImmutableSortedDictionary(beat => beat.Key, beat => Seen(beat.Key, beat.Value, isDue), StringComparer.Ordinal));

    private Life Seen(string node, long beat, bool isDue) => Lives.TryGetValue(node, out var life) && life.Beat == beat
        ? life with { Unchanged = life.Unchanged + (isDue ? 1 : 0) }
        : new(beat, 0);

    /// <param name="Beat">The number that it showed last.</param>
    /// <param name="Unchanged">How many due looks in a row found the same number.</param>
    internal sealed record Life(long Beat, int Unchanged);
}
