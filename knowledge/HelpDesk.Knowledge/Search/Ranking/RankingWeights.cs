namespace HelpDesk.Knowledge.Search.Ranking;

/// <summary>Every number that the ranking is made of, in one place. Features are 0 to 1; a score is their weighted sum.</summary>
public sealed record RankingWeights
{
    public static readonly RankingWeights Default = new();

    // Of the question's words.
    public double QuestionWord { get; init; } = 0.3;
    public double VagueWord { get; init; } = 0.7;
    public double CodeWord { get; init; } = 1.3;

    // Of the variants of a word.
    public double Surface { get; init; } = 0.95;
    public double Folded { get; init; } = 0.9;
    public double Synonym { get; init; } = 0.6;
    public double OneTypo { get; init; } = 0.75;
    public double TwoTypos { get; init; } = 0.55;

    /// <summary>One edit in a word of four or five letters: as likely another word.</summary>
    public double ShortTypo { get; init; } = 0.45;

    // Of the features.
    public double Fields { get; init; } = 1.0;
    public double Title { get; init; } = 0.35;
    public double TitlePhrases { get; init; } = 0.1;
    public double Coverage { get; init; } = 0.1;
    public double BodyPhrases { get; init; } = 0.2;
    public double Codes { get; init; } = 0.15;
}
