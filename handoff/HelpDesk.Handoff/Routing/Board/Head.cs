using System.Runtime.InteropServices;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Routing.Board;

/// <summary>The next ticket of a class, in <see cref="QueueOrder"/>; one number decides nearly every comparison.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Head(WaitingTicket Ticket) : IComparable<Head>
{
    /// <summary>More ticks than any two instants are apart.</summary>
    private const long AheadOfAll = 5_000_000_000_000_000_000;

    private readonly long _key = Ticket.OrderDue.ToUnixTimeTicks() - (Ticket.Priority == Priority.P1 ? AheadOfAll : 0);

    public int CompareTo(Head other) => _key != other._key ? _key.CompareTo(other._key) : QueueOrder.Instance.Compare(Ticket, other.Ticket);
}
