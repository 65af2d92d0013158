using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Bot.Handoffs;

/// <summary>A person's tickets as they stand, and which of them their words could mean. Pure.</summary>
/// <param name="Tickets">Oldest first.</param>
internal sealed record Room(PersonTalk Talk, IReadOnlyList<Ticket> Tickets)
{
    /// <summary>The person has just come here from another conversation.</summary>
    public bool IsMoved { get; init; }

    /// <summary>An agent is on and hears what the person writes.</summary>
    public Ticket? Live => Preferred(IsHeld);

    /// <summary>Nobody is on yet, and the person waits.</summary>
    public Ticket? Waiting => Preferred(IsWaiting);

    /// <summary>The latest that the person has yet to say is fixed.</summary>
    public Ticket? Unconfirmed => Tickets.LastOrDefault(t => t.Status == TicketStatus.Resolved);

    /// <summary>The latest that was closed and not rated.</summary>
    public Ticket? Unrated => Tickets.LastOrDefault(t => t is { Status: TicketStatus.Closed, Rating: null });

    public int Talks => Tickets.Count(t => IsHeld(t) && !Talk.IsAside(t.Id));

    public static bool IsHeld(Ticket ticket) => ticket.Status is TicketStatus.Assigned or TicketStatus.Paused;

    public static bool IsWaiting(Ticket ticket) => ticket.Status is TicketStatus.New or TicketStatus.Queued or TicketStatus.Offered;

    /// <summary>Nothing more can happen to it in the chat.</summary>
    public static bool IsOver(Ticket ticket) => ticket is { Status: TicketStatus.Cancelled or TicketStatus.Merged } or { Status: TicketStatus.Closed, Rating: not null };

    public Ticket? Find(string? id) => Guid.TryParse(id, out var known) ? Tickets.FirstOrDefault(t => t.Id.Value == known) : null;

    /// <summary>The ticket whose number the text begins with, and the words after it.</summary>
    public (Ticket Ticket, string After)? Named(string text)
    {
        var ticket = Tickets.LastOrDefault(t => text.StartsWith(t.Number, StringComparison.OrdinalIgnoreCase) && !(text.Length > t.Number.Length && char.IsAsciiDigit(text[t.Number.Length])));
        return ticket is null ? null : (ticket, text[ticket.Number.Length..].TrimStart(':', ',', '-', ' ').Trim());
    }

    private Ticket? Preferred(Func<Ticket, bool> fits)
    {
        var possible = Tickets.Where(t => fits(t) && !Talk.IsAside(t.Id)).ToList();
        return possible.Find(t => t.Id.Value == Talk.To) ?? possible.LastOrDefault();
    }
}
