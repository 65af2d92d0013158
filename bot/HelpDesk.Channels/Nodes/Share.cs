using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Channels.Nodes;

/// <summary>What a node says that it may be at work on: all that is its own among the nodes of <paramref name="View"/>, and what it has not ended yet.</summary>
/// <param name="View">The nodes among which it shares, in order; none where it works on nothing.</param>
/// <param name="Busy">Keys that are another's by now, in order, with a step that still runs.</param>
internal sealed record Share(string Node, ImmutableArray<string> View, ImmutableArray<string> Busy)
{
    public bool Holds(string key) =>
        string.Equals(Homes.Of(key, View), Node, StringComparison.Ordinal) || Busy.Contains(key, StringComparer.Ordinal);

    public bool Says(Share other) => View.SequenceEqual(other.View, StringComparer.Ordinal) && Busy.SequenceEqual(other.Busy, StringComparer.Ordinal);
}

/// <param name="Beat">Grows with every sign of life.</param>
internal sealed record NodeRecord(long Beat, ImmutableArray<string> View, ImmutableArray<string> Busy);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(NodeRecord))]
internal sealed partial class NodeJson : JsonSerializerContext;
