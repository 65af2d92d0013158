using HelpDesk.Bot.Dialogs;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Bot.Handoffs;

/// <summary>A person's words for a person: with their lines, without the bot's name and without signs that are none.</summary>
internal static class SpokenText
{
    public static string Of(Activity activity)
    {
        var text = Mentions.Strip(activity);
        return text.Any(IsOdd) ? string.Concat(text.Where(c => !IsOdd(c))).Trim() : text.Trim();
    }

    private static bool IsOdd(char c) => char.IsControl(c) && c is not ('\n' or '\t');
}
