using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Triage.Learning;

/// <param name="Confidence">0 to 1; calibrated on lines that the classifier had not learned from.</param>
public sealed record Guess(CategoryId Label, double Confidence);

/// <param name="Weight">How much the word speaks for the label; negative when it speaks against.</param>
public sealed record WordWeight(string Word, double Weight);

/// <param name="Guesses">All labels, the likeliest first; empty when not one piece of the text is known.</param>
/// <param name="Words">The words that spoke most for the likeliest label, the heaviest first.</param>
public sealed record Classification(IReadOnlyList<Guess> Guesses, IReadOnlyList<WordWeight> Words)
{
    public static readonly Classification Nothing = new([], []);
}

/// <summary>Learns labels from lines and guesses them for new texts. Deterministic, immutable once trained, safe to share.</summary>
public sealed class TextClassifier
{
    private const int MostWords = 5;

    private readonly CategoryId[] _labels;
    private readonly Vocabulary _vocabulary;
    private readonly Softmax _model;
    private readonly float _temperature;

    internal TextClassifier(IReadOnlyList<LabelledLine> lines, float temperature)
    {
        _temperature = temperature;
        _labels = [.. lines.Select(l => l.Label).Distinct().OrderBy(l => l.Value, StringComparer.Ordinal)];
        var texts = lines.Select(l => Words.Of(l.Text)).ToList();
        _vocabulary = new Vocabulary(texts);
        _model = new Softmax(
            [.. texts.Select(t => _vocabulary.Of(t))], [.. lines.Select(l => Array.IndexOf(_labels, l.Label))], _labels.Length, _vocabulary.Count);
    }

    public IReadOnlyList<CategoryId> Labels => _labels;

    /// <summary>The memory of the weights.</summary>
    public int Bytes => _model.Bytes;

    /// <summary>Trains on all lines, after trying itself on each fifth of them in turn, which also teaches it how sure it may be.</summary>
    /// <param name="lines">At least <see cref="LabelledLines.LeastPerLabel"/> of each of two or more labels.</param>
    public static (TextClassifier Classifier, CrossValidation Report) Train(IReadOnlyList<LabelledLine> lines)
    {
        var report = CrossValidation.Run(lines);
        return (new TextClassifier(lines, report.Temperature), report);
    }

    public Classification Classify(string text)
    {
        var words = Words.Of(text);
        var features = _vocabulary.Of(words);
        if (features.Length == 0)
            return Classification.Nothing;
        var chances = _model.Scores(features);
        Softmax.Normalise(chances, _temperature);
        var guesses = _labels.Select((label, i) => new Guess(label, chances[i])).OrderByDescending(g => g.Confidence).ToList();
        return new Classification(guesses, Heaviest(words, features, Array.IndexOf(_labels, guesses[0].Label)));
    }

    internal float[] Scores(string text) => _model.Scores(_vocabulary.Of(Words.Of(text)));

    private List<WordWeight> Heaviest(IReadOnlyList<string> words, Weighted[] features, int label)
    {
        var weights = new double[words.Count];
        foreach (var feature in features)
            weights[feature.Word] += feature.Value * _model.Weight(feature.Feature, label);
        return [.. words.Zip(weights, (word, weight) => new WordWeight(word, weight))
            .GroupBy(w => w.Word).Select(g => new WordWeight(g.Key, g.Sum(w => w.Weight)))
            .Where(w => w.Weight > 0).OrderByDescending(w => w.Weight).Take(MostWords)];
    }
}
