using System.Collections.Immutable;
using HelpDesk.Bot.Handoffs;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Bot.Relay;

/// <summary>One look at a talk: the ticket, where its person is, and what they have not been told.</summary>
/// <param name="Seen">The version of the ticket's stream up to which this goes.</param>
internal sealed record RelayScene(Ticket Ticket, PersonId Person, PersonTalk Talk, long TalkVersion, StoredLink Link, long Seen, ImmutableArray<TicketEvent> Events)
{
    public bool IsEnded => Ticket.Status is TicketStatus.Closed or TicketStatus.Cancelled or TicketStatus.Merged;

    /// <summary>
    /// Everything of the commit but what is said. Whoever left a talk that waited is in it again when an agent joins: that is what they waited for.
    /// </summary>
    public Commit Commit(TalkLinks links, IReadOnlyList<SentReply> sent)
    {
        var after = Events.Any(e => e is TicketEvent.Accepted { How: not AcceptedBy.TakeOver }) ? Talk.Back(Ticket.Id) : Talk;
        var place = new Check.DocumentAt(PersonTalks.KeyOf(Person), TalkVersion);
        return new Commit(Instant.MinValue)
        {
            Checks = [Link.Check, place],
            Writes = [.. links.Writes(Ticket.Id, Link, Link.Link.After(Seen, sent), IsEnded), .. after.Same(Talk) ? [] : (Write[])[PersonTalks.Put(Person, after)]],
        };
    }
}

/// <param name="Messages">Beside each activity the desk's id of the message that it is; null for the bot's own words.</param>
internal sealed record RelayedWords(ImmutableArray<Channels.Activities.Activity> Activities, ImmutableArray<string?> Messages);
