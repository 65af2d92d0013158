using System.Collections.Immutable;
using HelpDesk.Bot.Accounts;
using HelpDesk.Channels.Turns;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;

namespace HelpDesk.Bot.Persons;

/// <param name="IsTheirs">Nobody else speaks in it but the bot; in a group only what came from or went to the person is about them.</param>
/// <param name="Activities">How many are about the person.</param>
public sealed record ConversationTrace(ConversationId Conversation, bool IsTheirs, int Activities)
{
    public StreamId Stream => Conversation.Stream;
}

/// <param name="IsTheirs">Opened for the person; else the person only wrote in it or follows it.</param>
/// <param name="Events">How many are about the person.</param>
public sealed record TicketTrace(TicketId Ticket, string Number, StreamId Stream, bool IsTheirs, bool IsOpen, int Events);

/// <summary>Where a person is found.</summary>
/// <param name="Account">The local account; null where there is none.</param>
/// <param name="Agent">By whose id the person works or worked as an agent; null where they never did.</param>
/// <param name="Audit">Versions of the audit's lines that name the person's account.</param>
public sealed record PersonTrace(
    ImmutableArray<ConversationTrace> Conversations, ImmutableArray<TicketTrace> Tickets, StoredAccount? Account, AgentId? Agent, ImmutableArray<long> Audit)
{
    public bool IsEmpty => Conversations.IsEmpty && Tickets.IsEmpty && Account is null && Agent is null && Audit.IsEmpty;
}
