using System.Numerics;

namespace HelpDesk.Handoff.Triage.Learning;

/// <summary>
/// Multinomial logistic regression: one weight per feature and label, learned by stochastic gradient descent in a fixed order, so that the same lines
/// always give the same model.
/// </summary>
internal sealed class Softmax
{
    private const int Epochs = 10;
    private const float FirstStep = 4f;
    private const float Decay = 0.15f;
    private const uint Seed = 2_463_534_242;

    private readonly int _labels;
    private readonly int _stride;
    private readonly float[] _weights;

    public Softmax(IReadOnlyList<Weighted[]> texts, IReadOnlyList<int> labels, int labelCount, int features)
    {
        _labels = labelCount;
        // Rows are padded to whole vectors.
        _stride = (labelCount + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        _weights = new float[(features + 1) * _stride];
        var order = Enumerable.Range(0, texts.Count).ToArray();
        var random = Seed;
        Span<float> scores = stackalloc float[_stride];
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            Shuffle(order, ref random);
            var step = FirstStep / (1 + (Decay * epoch));
            foreach (var i in order)
                Learn(texts[i], labels[i], step, scores);
        }
    }

    public int Bytes => _weights.Length * sizeof(float);

    /// <summary>The scores of a text, one per label, before they are made probabilities.</summary>
    public float[] Scores(ReadOnlySpan<Weighted> text)
    {
        var scores = new float[_stride];
        Score(text, scores);
        return scores[.._labels];
    }

    /// <summary>What one feature adds to a label, compared with what it adds to the average label.</summary>
    public float Weight(int feature, int label)
    {
        var row = Row(feature)[.._labels];
        var sum = 0f;
        foreach (var weight in row)
            sum += weight;
        return row[label] - (sum / _labels);
    }

    public static void Normalise(Span<float> scores, float temperature)
    {
        var top = float.NegativeInfinity;
        foreach (var score in scores)
            top = MathF.Max(top, score);
        var sum = 0f;
        for (var i = 0; i < scores.Length; i++)
            sum += scores[i] = MathF.Exp((scores[i] - top) / temperature);
        for (var i = 0; i < scores.Length; i++)
            scores[i] /= sum;
    }

    private void Learn(ReadOnlySpan<Weighted> text, int label, float step, Span<float> scores)
    {
        Score(text, scores);
        Normalise(scores[.._labels], 1);
        scores[label] -= 1;
        scores[_labels..].Clear();
        foreach (var feature in text)
            Add(scores, Row(feature.Feature), -step * feature.Value);
    }

    private void Score(ReadOnlySpan<Weighted> text, Span<float> scores)
    {
        scores.Clear();
        foreach (var feature in text)
            Add(Row(feature.Feature), scores, feature.Value);
    }

    private Span<float> Row(int feature) => _weights.AsSpan(feature * _stride, _stride);

    private static void Add(ReadOnlySpan<float> from, Span<float> to, float times)
    {
        for (var i = 0; i < from.Length; i += Vector<float>.Count)
            (new Vector<float>(to[i..]) + (new Vector<float>(from[i..]) * times)).CopyTo(to[i..]);
    }

    private static void Shuffle(int[] order, ref uint random)
    {
        for (var i = order.Length - 1; i > 0; i--)
        {
            random ^= random << 13;
            random ^= random >> 17;
            random ^= random << 5;
            var j = (int)(random % (uint)(i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
