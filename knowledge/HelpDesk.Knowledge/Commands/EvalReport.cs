using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Knowledge.Commands;

/// <summary>What <c>helpdesk kb eval</c> found: the means and each question's own measures.</summary>
/// <param name="PerQuery">By question id.</param>
public sealed record EvalReport(int Queries, Measures Mean, IReadOnlyDictionary<string, Measures> PerQuery)
{
    public static EvalReport Of(IReadOnlyList<JudgedQuery> queries, IReadOnlyList<Measures> measures) => new(
        queries.Count, queries.Count == 0 ? default : Measures.Mean(measures), queries.Zip(measures).ToDictionary(pair => pair.First.Id, pair => pair.Second, StringComparer.Ordinal));

    public string ToJson() => JsonSerializer.Serialize(this, EvalJson.Default.EvalReport);

    /// <exception cref="JsonException">It is not such a report.</exception>
    public static EvalReport Parse(string json) => JsonSerializer.Deserialize(json, EvalJson.Default.EvalReport) ?? throw new JsonException("The report is empty.");

    /// <summary>This against another report over the same questions.</summary>
    public EvalComparison Against(EvalReport other)
    {
        var pairs = PerQuery.Where(own => other.PerQuery.ContainsKey(own.Key)).Select(own => (Query: own.Key, Gain: own.Value.Ndcg10 - other.PerQuery[own.Key].Ndcg10)).ToList();
        return new EvalComparison(pairs.Count, PairedBootstrap.Interval([.. pairs.Select(pair => pair.Gain)]), [.. pairs.Where(pair => pair.Gain != 0).OrderBy(pair => pair.Gain).Select(pair => new QueryGain(pair.Query, pair.Gain))]);
    }
}

/// <param name="Queries">That both reports have.</param>
/// <param name="Ndcg10">The mean gain and where 95% of resampled means lie.</param>
/// <param name="Changed">Questions that changed, the worst loss first.</param>
public sealed record EvalComparison(int Queries, GainInterval Ndcg10, IReadOnlyList<QueryGain> Changed);

public sealed record QueryGain(string Query, double Gain);

/// <param name="Low">2.5th percentile.</param>
/// <param name="High">97.5th percentile. An interval that holds 0 tells no difference.</param>
public sealed record GainInterval(double Mean, double Low, double High);

/// <summary>How sure a mean difference over the same questions is: the questions are drawn again and again, with putting back.</summary>
internal static class PairedBootstrap
{
    private const int Draws = 10_000;
    private const int Seed = 20_090;

    public static GainInterval Interval(double[] gains)
    {
        if (gains.Length == 0) return new GainInterval(0, 0, 0);
        // The same reports give the same interval.
        var random = new Random(Seed);
        var means = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            for (var i = 0; i < gains.Length; i++) means[draw] += gains[random.Next(gains.Length)];
            means[draw] /= gains.Length;
        }
        Array.Sort(means);
        return new GainInterval(gains.Average(), means[Draws / 40], means[Draws - Draws / 40 - 1]);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EvalReport))]
[JsonSerializable(typeof(EvalComparison))]
internal sealed partial class EvalJson : JsonSerializerContext;
