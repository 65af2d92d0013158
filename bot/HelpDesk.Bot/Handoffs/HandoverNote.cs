using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using HelpDesk.Bot.Conversations;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Resources;

namespace HelpDesk.Bot.Handoffs;

/// <summary>The talk with the bot as the staff reads it. The newest lines count most: of a long talk its end is kept. Pure.</summary>
internal static class HandoverNote
{
    private const int MostLines = 60;
    private const int LongestLine = 1500;
    private const int Longest = 60_000;

    /// <param name="last">The activity that asked for a person; nothing after it was said to the bot alone.</param>
    public static string? Of(ImmutableArray<TranscriptLine> lines, string last)
    {
        var note = new StringBuilder();
        foreach (var line in lines.Where(l => l.Text.Length > 0 || Button(l.Pressed) is not null).TakeLast(MostLines))
        {
            var said = line.Text.Length > 0 ? Cards.Fitting.Cut(line.Text, LongestLine) : $"(pressed: {Button(line.Pressed)})";
            note.Append(CultureInfo.InvariantCulture, $"{line.At.ToDateTimeUtc():HH:mm} {(line.FromBot ? "bot" : "person")}: {said}\n");
            if (line.Id == last) break;
        }
        if (note.Length == 0) return null;
        return note.Length <= Longest ? note.ToString() : "…" + note.ToString(note.Length - Longest, Longest);
    }

    /// <summary>What stands on the button, in the staff's language; null where it tells the staff nothing.</summary>
    private static string? Button(PressKind? pressed) => pressed switch
    {
        PressKind.Solved => Texts.English.Yes,
        PressKind.NotSolved => Texts.English.No,
        PressKind.Person => Texts.English.TalkToAPerson,
        PressKind.NoneOfThese => Texts.English.NoneOfThese,
        PressKind.StartGuide => Texts.English.StepByStep,
        _ => null,
    };
}
