namespace HelpDesk.Handoff.Triage.Rules;

/// <summary>
/// Words that must follow each other in a text: <c>whole office</c>. <c>a|b</c> is either, <c>print*</c> any word that begins so,
/// <c>...</c> up to four words in between. Matching takes time linear in the text, whatever was written.
/// </summary>
public sealed class Phrase
{
    public const int MostBetween = 4;
    private const string Gap = "...";

    private readonly Step[] _steps;

    private Phrase(string text, Step[] steps) => (Text, _steps) = (text, steps);

    public string Text { get; }

    /// <summary>Null when the text is no phrase: empty, or a gap at an end or beside another.</summary>
    public static Phrase? TryParse(string text)
    {
        var steps = new List<Step>();
        var afterGap = false;
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part == Gap)
            {
                if (afterGap || steps.Count == 0)
                    return null;
                afterGap = true;
                continue;
            }
            if (StepOf(part, afterGap) is not { } step)
                return null;
            steps.Add(step);
            afterGap = false;
        }
        return steps.Count == 0 || afterGap ? null : new Phrase(text, [.. steps]);
    }

    /// <summary>The words of the first place where it is found; null when it is nowhere.</summary>
    public string? FindIn(IReadOnlyList<string> words)
    {
        for (var start = 0; start < words.Count; start++)
            if (_steps[0].Fits(words[start]) && EndOf(words, start + 1, 1) is { } end)
                return string.Join(' ', words.Skip(start).Take(end - start));
        return null;
    }

    private int? EndOf(IReadOnlyList<string> words, int from, int step)
    {
        if (step == _steps.Length)
            return from;
        var reach = _steps[step].AfterGap ? MostBetween : 0;
        for (var at = from; at <= from + reach && at < words.Count; at++)
            if (_steps[step].Fits(words[at]) && EndOf(words, at + 1, step + 1) is { } end)
                return end;
        return null;
    }

    private static Step? StepOf(string part, bool afterGap)
    {
        var choices = part.Split('|').Select(choice => (Words: Words.Of(choice), IsPrefix: choice.EndsWith('*'))).ToList();
        return choices.Exists(c => c.Words.Count != 1) ? null : new Step([.. choices.Select(c => (c.Words[0], c.IsPrefix))], afterGap);
    }

    private sealed record Step((string Word, bool IsPrefix)[] Choices, bool AfterGap)
    {
        public bool Fits(string word)
        {
            foreach (var (choice, isPrefix) in Choices)
                if (isPrefix ? word.StartsWith(choice, StringComparison.Ordinal) : word == choice)
                    return true;
            return false;
        }
    }
}
