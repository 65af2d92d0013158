using System.Globalization;
using System.Text;
using HelpDesk.Bot.Resources;

namespace HelpDesk.Bot.Dialogs;

/// <summary>Short things people say to a bot that are no question, in their language or in English.</summary>
public enum CommandWord { None, Yes, No, NoneOfThese, Person, Status, StartOver, Help, Greeting, Thanks }

public static class CommandWords
{
    private const int LongestPhrase = 60;

    /// <summary>Every command that the whole text means. "no" is one, "no sound in teams" is a question.</summary>
    public static IReadOnlyList<CommandWord> Read(string text, Texts texts)
    {
        var said = Normalize(text);
        if (said.Length is 0 or > LongestPhrase) return [];
        return [.. Lists(texts).Concat(Lists(Texts.English)).Where(l => l.Words.Any(w => Normalize(w) == said)).Select(l => l.Word).Distinct()];
    }

    private static IEnumerable<(CommandWord Word, IReadOnlyList<string> Words)> Lists(Texts texts) =>
    [
        (CommandWord.Yes, texts.WordsYes), (CommandWord.Yes, [texts.Yes]),
        (CommandWord.No, texts.WordsNo), (CommandWord.No, [texts.No]),
        (CommandWord.NoneOfThese, texts.WordsNone), (CommandWord.NoneOfThese, [texts.NoneOfThese]),
        (CommandWord.Person, texts.WordsPerson), (CommandWord.Person, [texts.TalkToAPerson]),
        (CommandWord.Status, texts.WordsStatus),
        (CommandWord.StartOver, texts.WordsStartOver),
        (CommandWord.Help, texts.WordsHelp),
        (CommandWord.Greeting, texts.WordsGreeting),
        (CommandWord.Thanks, texts.WordsThanks),
    ];

    /// <summary>Lower case, one space between words, no punctuation at the ends, straight apostrophes, "please" dropped.</summary>
    internal static string Normalize(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC).Replace('’', '\''))
            if (char.IsLetterOrDigit(c) || c is '\'' or '?') plain.Append(char.ToLower(c, CultureInfo.InvariantCulture));
            else if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
        var words = plain.ToString().Trim();
        if (words.Length > 1) words = words.TrimEnd('?', ' ');
        foreach (var polite in (string[])[" please", " bitte"])
            if (words.EndsWith(polite, StringComparison.Ordinal)) words = words[..^polite.Length];
        return words;
    }
}
