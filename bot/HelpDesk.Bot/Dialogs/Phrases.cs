using HelpDesk.Bot.Resources;

namespace HelpDesk.Bot.Dialogs;

/// <summary>What short sentences mean that are no single command: an answer to a card, a wish for a person, thanks, danger.</summary>
public static class Phrases
{
    /// <summary>Longer than this it is a description of something, not an answer.</summary>
    private const int MostWords = 8;

    private const int MostWordsOfThanks = 5;

    public static bool MeansSolved(string text, Texts texts) =>
        Short(text, MostWords) is { } said && !MeansUnsolved(text, texts) && !Holds(said, ["but", "not"]) && Holds(said, texts.PhrasesSolved);

    public static bool MeansUnsolved(string text, Texts texts) =>
        Short(text, MostWords) is { } said && Begins(said, texts.BeginsAnswer) && (Holds(said, texts.PhrasesUnsolved) || Holds(said, texts.PhrasesStill));

    public static bool AsksForPerson(string text, Texts texts) => Short(text, MostWords + 2) is { } said
        && (Holds(said, texts.WordsReach) && Holds(said, texts.WordsSomeone) || Holds(said, texts.WordsTicketDo) && Holds(said, ["ticket"]));

    public static bool SaysThanks(string text, Texts texts) => Short(text, MostWordsOfThanks) is { } said && Begins(said, texts.BeginsThanks);

    public static bool IsAboutDanger(string text, Texts texts) => Holds($" {CommandWords.Normalize(text)} ", texts.WordsSafety);

    /// <summary>About someone's own account or person: nothing for the eyes of others.</summary>
    public static bool IsPrivate(string text, Texts texts) => Holds($" {CommandWords.Normalize(text)} ", texts.WordsPrivate);

    /// <summary>The words with a space at both ends, so that only whole words are found; null where there are too many.</summary>
    private static string? Short(string text, int most)
    {
        var said = CommandWords.Normalize(text);
        return said.Length > 0 && said.Count(c => c == ' ') < most ? $" {said} " : null;
    }

    private static bool Holds(string said, IReadOnlyList<string> phrases) => phrases.Any(p => said.Contains($" {p} ", StringComparison.Ordinal));

    private static bool Begins(string said, IReadOnlyList<string> words) => words.Any(w => said.StartsWith($" {w} ", StringComparison.Ordinal));
}
