using System.Runtime.InteropServices;

namespace HelpDesk.Handoff.Triage.Learning;

/// <summary>One feature of one text: which, how heavy, and from which word.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Weighted(int Feature, float Value, int Word);

/// <summary>The features that occur in at least two of the texts learned from, and how rare each is.</summary>
internal sealed class Vocabulary
{
    private const int LeastTexts = 2;

    private readonly Dictionary<ulong, int> _ids = [];
    private readonly float[] _rarity;
    private readonly float _unknownRarity;

    public Vocabulary(IEnumerable<IReadOnlyList<string>> texts)
    {
        var counts = new Dictionary<ulong, int>();
        var found = new List<(ulong Feature, int Word)>();
        var total = 0;
        foreach (var words in texts)
        {
            total++;
            Features.Of(words, found);
            foreach (var feature in found.Select(f => f.Feature).Distinct())
                counts[feature] = counts.GetValueOrDefault(feature) + 1;
        }
        // In order of the hash: ids, and so the sums of floats, are the same whatever order a dictionary has.
        foreach (var feature in counts.Where(c => c.Value >= LeastTexts).Select(c => c.Key).Order())
            _ids.Add(feature, _ids.Count);
        _rarity = new float[_ids.Count];
        _unknownRarity = 1 + MathF.Log(1f + total);
        foreach (var (feature, id) in _ids)
            _rarity[id] = 1 + MathF.Log((1f + total) / (1f + counts[feature]));
    }

    public int Count => _rarity.Length;

    /// <summary>
    /// The known features of a text; none when nothing in it is known. Its length is one with the unknown features counted, so that a text
    /// of mostly unknown words weighs little and nobody is sure of it.
    /// </summary>
    public Weighted[] Of(IReadOnlyList<string> words)
    {
        var found = new List<(ulong Feature, int Word)>();
        Features.Of(words, found);
        var known = new List<Weighted>(found.Count);
        var square = 0f;
        foreach (var (feature, word) in found)
        {
            var isKnown = _ids.TryGetValue(feature, out var id);
            var rarity = isKnown ? _rarity[id] : _unknownRarity;
            square += rarity * rarity;
            if (isKnown)
                known.Add(new Weighted(id, rarity, word));
        }
        var scale = square > 0 ? 1 / MathF.Sqrt(square) : 0;
        return [.. known.Select(w => w with { Value = w.Value * scale })];
    }
}
