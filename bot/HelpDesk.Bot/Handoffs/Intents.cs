using HelpDesk.Bot.Conversations;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Resources;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Bot.Handoffs;

/// <summary>
/// Reads what somebody who has tickets means. In this order: what was asked, a ticket named by its number, the agent who is on, the line, what
/// waits to be confirmed or rated. Everything else is the bot's. Pure.
/// </summary>
internal static class Intents
{
    public static Intent? Of(Said said, Room room, ConversationState state, Texts texts) => said switch
    {
        Said.Press press => OfPress(press, room),
        Said.Words words => OfWords(words.Text, room, state, texts),
        Said.OnlyFiles => room.Live is { } live ? new Intent.Pass(live) : room.Waiting is { } waiting ? new Intent.Add(waiting) : null,
        Said.Edited edited => Amended(edited.Message, edited.Text, room),
        Said.Restored restored => Amended(restored.Message, restored.Text, room),
        Said.Deleted deleted => Amended(deleted.Message, null, room),
        _ => null,
    };

    private static Intent? OfPress(Said.Press press, Room room)
    {
        if (press.Kind == PressKind.Tickets) return new Intent.List();
        if (press.Kind < PressKind.Wait) return null;
        if (room.Find(press.Ticket) is not { } ticket) return new Intent.Unknown();
        return press.Kind switch
        {
            PressKind.Wait => new Intent.Wait(ticket),
            PressKind.Aside => new Intent.GoAside(ticket),
            PressKind.CancelTicket => new Intent.Cancel(ticket),
            PressKind.EndChat => new Intent.EndChat(ticket),
            PressKind.Fixed => new Intent.Confirm(ticket),
            PressKind.NotFixed => new Intent.Reopen(ticket, ""),
            PressKind.Rate => new Intent.Rate(ticket, press.Answer, press.Text),
            PressKind.Comment => new Intent.AskComment(ticket),
            PressKind.Switch => new Intent.Switch(ticket),
            _ => new Intent.Details(ticket),
        };
    }

    private static Intent? OfWords(string text, Room room, ConversationState state, Texts texts)
    {
        if (Asked(text, room, state) is { } answer) return answer;
        if (room.Named(text) is var (named, rest)) return rest.Length == 0 ? new Intent.Details(named) : For(named, rest);
        if (room.Live is { } live) return Means(text, texts.WordsEndChat) ? new Intent.EndChat(live) : new Intent.Pass(live);
        if (Phrases.IsAboutDanger(text, texts)) return null;
        if (room.Waiting is { } waiting) return InLine(text, waiting, texts);
        return Rating(text, room, state, texts) ?? Confirmation(text, room, state, texts);
    }

    private static Intent? Asked(string text, Room room, ConversationState state) => state.Desk?.Asked switch
    {
        DeskQuestion.Subject => new Intent.Subject(text),
        DeskQuestion.Comment when room.Find(state.Desk.Ticket) is { } ticket => For(ticket, text),
        _ => null,
    };

    private static Intent For(Ticket ticket, string words) =>
        Room.IsHeld(ticket) ? new Intent.Pass(ticket, words)
        : ticket.Status is TicketStatus.Closed or TicketStatus.Cancelled or TicketStatus.Merged ? new Intent.TooLate(ticket)
        : new Intent.Add(ticket, words);

    private static Intent? InLine(string text, Ticket waiting, Texts texts)
    {
        if (Means(text, texts.WordsCancelTicket)) return new Intent.Cancel(waiting);
        if (Means(text, texts.WordsLeave) || Means(text, texts.WordsEndChat)) return new Intent.GoAside(waiting);
        if (CommandWords.Read(text, texts).Contains(CommandWord.Status)) return new Intent.List();
        if (CommandWords.Read(text, texts).Contains(CommandWord.StartOver)) return new Intent.GoAside(waiting);
        // Small talk is not worth an agent's reading, and asks how it goes.
        return CommandWords.Read(text, texts).Count > 0 || Phrases.AsksForPerson(text, texts) || Phrases.SaysThanks(text, texts)
            ? new Intent.HowLong(waiting)
            : new Intent.Add(waiting);
    }

    /// <summary>"4", or "4 very quick". Where a list is waiting for a number, the number is that list's.</summary>
    private static Intent? Rating(string text, Room room, ConversationState state, Texts texts)
    {
        if (room.Unrated is not { } ticket || state.Current is { Stage: QuestionStage.Choosing } || state.Desk is { Asked: DeskQuestion.Dropped }) return null;
        if (text is [>= '1' and <= '5', .. var rest] && (rest.Length == 0 || !char.IsLetterOrDigit(rest[0])))
            return new Intent.Rate(ticket, text[0] - '0', rest.TrimStart(' ', ',', '.', ':', '-', '/', '!') is { Length: > 0 } comment ? comment : null);
        return null;
    }

    private static Intent? Confirmation(string text, Room room, ConversationState state, Texts texts)
    {
        if (room.Unconfirmed is not { } ticket || IsDropped(state, ticket)) return null;
        var words = CommandWords.Read(text, texts);
        if (words.Contains(CommandWord.Yes) || Phrases.MeansSolved(text, texts)) return new Intent.Confirm(ticket);
        if (words.Contains(CommandWord.No) || Phrases.MeansUnsolved(text, texts)) return new Intent.Reopen(ticket, words.Contains(CommandWord.No) ? "" : text);
        return words.Contains(CommandWord.Thanks) || Phrases.SaysThanks(text, texts) ? null : new Intent.Drop(ticket);
    }

    public static bool IsDropped(ConversationState state, Ticket ticket) => state.Desk is { Asked: DeskQuestion.Dropped, Ticket: { } dropped } && dropped == MarkOf(ticket);

    /// <summary>A resolution after a reopening is asked about anew.</summary>
    public static string MarkOf(Ticket ticket) => FormattableString.Invariant($"{ticket.Id}:{ticket.Reopens}");

    private static Intent.Amend? Amended(string message, string? text, Room room) =>
        room.Tickets.LastOrDefault(t => t.HasMessage(new MessageId(message))) is { } ticket ? new Intent.Amend(ticket, message, string.IsNullOrWhiteSpace(text) ? null : text) : null;

    private static bool Means(string text, IReadOnlyList<string> phrases)
    {
        var said = CommandWords.Normalize(text);
        return phrases.Any(p => CommandWords.Normalize(p) == said);
    }
}
