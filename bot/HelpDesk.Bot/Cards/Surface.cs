using HelpDesk.Bot.Dialogs;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Bot.Cards;

/// <summary>What the place where a reply is read can show.</summary>
/// <param name="HasCards">Adaptive Cards; plain text elsewhere.</param>
/// <param name="IsTeams">Buttons can be <c>Action.Execute</c>, whose answer replaces the card; pictures need an address that Teams reaches.</param>
/// <param name="IsGroup">Several people read it.</param>
/// <param name="MostSuggestions">How many buttons under a message are shown; the rest would be lost.</param>
/// <param name="LargestMessage">Bytes of an activity's JSON where there are cards, characters of its text elsewhere.</param>
public sealed record Surface(bool HasCards, bool IsTeams, bool IsGroup, int MostSuggestions, int LargestMessage)
{
    // Teams took about 28 KB for years and takes more now; no answer is better for being longer. What is left is for addresses and ids.
    private const int TeamsLimit = 26 * 1024;

    // Azure's Direct Line ends at 256 KB.
    private const int CardLimit = 200 * 1024;

    // Telegram takes 4,096 characters; others hardly less.
    private const int TextLimit = 4000;

    // https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/suggested-actions
    private const int TeamsSuggestions = 3;
    private const int ManySuggestions = 10;

    public static Surface Of(Activity incoming) => Of(incoming.ChannelId, Hearing.IsGroup(incoming));

    /// <param name="channel">A channel id; one with a part of its own behind a colon counts as its first part.</param>
    public static Surface Of(string? channel, bool isGroup = false) => channel?.Split(':')[0] switch
    {
        ChannelIds.Teams => new(true, true, isGroup, TeamsSuggestions, TeamsLimit),
        ChannelIds.WebChat or ChannelIds.DirectLine or ChannelIds.Emulator or ChannelIds.Agents => new(true, false, isGroup, ManySuggestions, CardLimit),
        _ => new(false, false, isGroup, ManySuggestions, TextLimit),
    };
}
