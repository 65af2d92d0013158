using System.Collections.Immutable;
using HelpDesk.Bot.Conversations;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Storage;
using Reply = HelpDesk.Bot.Dialogs.Reply;

namespace HelpDesk.Bot.Handoffs;

/// <summary>What the desk's side made of a turn.</summary>
/// <param name="State">As it is from now on.</param>
/// <param name="Step">Null where the bot is to answer, on that state.</param>
internal sealed record Taken(ConversationState State, StepResult? Step)
{
    /// <summary>Of the turn's own commit.</summary>
    public ImmutableArray<Write> Writes { get; init; } = [];

    public static Taken Saying(ConversationState state, params Reply[] replies) => new(state, StepResult.Saying(state, replies));
}

/// <summary>One turn with everything that is known about who speaks.</summary>
internal sealed record Speaking(Channels.Turns.Turn Turn, Asker Asker, ConversationState State, TurnFacts Facts)
{
    /// <summary>The person spoke in another conversation before.</summary>
    public bool IsMoved { get; init; }

    public Handoff.Tickets.Actor Actor => Handoff.Tickets.Actor.Of(Asker.Id);

    /// <summary>The same activity is the same message, however often its turn is taken.</summary>
    public Handoff.Tickets.MessageId Message => new(Facts.ActivityId);

    public Taken Say(string words) => Taken.Saying(State, new Reply.Say(words));
}
