using System.Runtime.InteropServices;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Routing.Board;

/// <summary>A waiting ticket with its place in <see cref="QueueOrder"/>; one number decides nearly every comparison.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Head(WaitingTicket Ticket) : IComparable<Head>
{
    /// <summary>More ticks than any two instants are apart.</summary>
    private const long AheadOfAll = 5_000_000_000_000_000_000;

    public long Key { get; } = Ticket.OrderDue.ToUnixTimeTicks() - (Ticket.Priority == Priority.P1 ? AheadOfAll : 0);

    public int CompareTo(Head other) => Key != other.Key ? Key.CompareTo(other.Key) : QueueOrder.Instance.Compare(Ticket, other.Ticket);
}
