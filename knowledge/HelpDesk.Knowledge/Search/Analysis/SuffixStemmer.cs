namespace HelpDesk.Knowledge.Search.Analysis;

/// <summary>
/// A light stemmer: plurals, genders, cases and the commonest verb endings go, meaning stays. In the manner of Savoy's light stemmers
/// ("Light stemming approaches for the French, Portuguese, German and Hungarian languages", 2006), written as rounds of rules.
/// </summary>
/// <param name="fold">Letters that stand for others, such as "äa".</param>
/// <param name="rounds">In each the first rule that fits is applied: "suffix>replacement", the longest first.</param>
internal sealed class SuffixStemmer(string fold, params string[] rounds) : IStemmer
{
    private const int LeastStem = 3;

    private readonly (string Suffix, string By)[][] _rounds = [.. rounds.Select(round => round.Split(' ').Select(Rule).OrderByDescending(rule => rule.Suffix.Length).ToArray())];

    public int Stem(Span<char> word, int length)
    {
        foreach (ref var letter in word[..length])
            if (fold.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at && at % 2 == 0) letter = fold[at + 1];
        foreach (var round in _rounds) length = Apply(round, word, length);
        return length;
    }

    private static int Apply((string Suffix, string By)[] rules, Span<char> word, int length)
    {
        foreach (var (suffix, by) in rules)
        {
            if (length - suffix.Length < LeastStem || !word[..length].EndsWith(suffix, StringComparison.Ordinal)) continue;
            by.CopyTo(word[(length - suffix.Length)..]);
            return length - suffix.Length + by.Length;
        }
        return length;
    }

    private static (string Suffix, string By) Rule(string rule) => rule.Split('>') is [var suffix, var by] ? (suffix, by) : (rule, "");
}
