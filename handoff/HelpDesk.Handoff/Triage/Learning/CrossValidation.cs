using System.Globalization;
using System.Text;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Triage.Learning;

/// <param name="F1">The harmonic mean of precision and recall, 0 to 1.</param>
public sealed record LabelScore(CategoryId Label, int Lines, double Precision, double Recall, double F1);

/// <summary>How well labels are told apart on lines that were not learned from: each fifth tried by a classifier trained on the other four.</summary>
/// <param name="Temperature">What scores are divided by so that confidence means what it says; found on these held-out scores.</param>
/// <param name="CalibrationError">Mean distance between confidence and the share that was right, over ten steps of confidence.</param>
public sealed record CrossValidation(IReadOnlyList<LabelScore> Labels, double MacroF1, double Accuracy, float Temperature, double CalibrationError)
{
    public const int Folds = 5;

    public static CrossValidation Run(IReadOnlyList<LabelledLine> lines)
    {
        var labels = lines.Select(l => l.Label).Distinct().OrderBy(l => l.Value, StringComparer.Ordinal).ToArray();
        var tried = HeldOut(lines, labels);
        var temperature = Calibration.Fit(tried);
        var scores = labels.Select((label, i) => ScoreOf(label, i, tried)).ToList();
        return new(
            scores,
            scores.Average(s => s.F1),
            tried.Count(t => t.Best == t.Truth) / (double)tried.Count,
            temperature,
            Calibration.ErrorOf(tried, temperature));
    }

    /// <summary>A table for people, with the macro-F1 in its last line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var s in Labels)
            text.AppendLine(CultureInfo.InvariantCulture, $"{s.Label.Value,-22} {s.Lines,4} lines  precision {s.Precision:0.000}  recall {s.Recall:0.000}  F1 {s.F1:0.000}");
        return text.Append(CultureInfo.InvariantCulture, $"macro-F1 {MacroF1:0.000}, accuracy {Accuracy:0.000}, calibration error {CalibrationError:0.000} ({Folds} folds, stratified)").ToString();
    }

    /// <summary>The lines of a label are dealt out one to each fold in turn, so every fold has its share of every label.</summary>
    private static List<Trial> HeldOut(IReadOnlyList<LabelledLine> lines, CategoryId[] labels)
    {
        var dealt = lines.GroupBy(l => l.Label).SelectMany(g => g.Select((line, i) => (Line: line, Fold: i % Folds))).ToList();
        var tried = new Trial[Folds][];
        Parallel.For(0, Folds, fold =>
        {
            var classifier = new TextClassifier([.. dealt.Where(d => d.Fold != fold).Select(d => d.Line)], temperature: 1);
            tried[fold] = [.. dealt.Where(d => d.Fold == fold).Select(d => new Trial(classifier.Scores(d.Line.Text), Array.IndexOf(labels, d.Line.Label)))];
        });
        return [.. tried.SelectMany(t => t)];
    }

    private static LabelScore ScoreOf(CategoryId label, int index, IReadOnlyList<Trial> tried)
    {
        double lines = tried.Count(t => t.Truth == index);
        double said = tried.Count(t => t.Best == index);
        double right = tried.Count(t => t.Truth == index && t.Best == index);
        var precision = said > 0 ? right / said : 0;
        var recall = lines > 0 ? right / lines : 0;
        return new(label, (int)lines, precision, recall, right > 0 ? 2 * precision * recall / (precision + recall) : 0);
    }
}

/// <summary>The scores of a line that was held out, and its label.</summary>
internal sealed record Trial(float[] Scores, int Truth)
{
    public int Best { get; } = Array.IndexOf(Scores, Scores.Max());

    public float[] Chances(float temperature)
    {
        var chances = (float[])Scores.Clone();
        Softmax.Normalise(chances, temperature);
        return chances;
    }
}
