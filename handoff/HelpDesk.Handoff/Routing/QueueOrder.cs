using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Routing;

/// <summary>The order in which waiting tickets are served: P1 ahead of everything, then earliest due, then oldest. Total: the id breaks the last tie.</summary>
public sealed class QueueOrder : IComparer<WaitingTicket>
{
    public static readonly QueueOrder Instance = new();

    public int Compare(WaitingTicket? x, WaitingTicket? y)
    {
        if (ReferenceEquals(x, y))
            return 0;
        if (x is null || y is null)
            return x is null ? -1 : 1;
        var order = Behind(x).CompareTo(Behind(y));
        if (order == 0)
            order = x.OrderDue.CompareTo(y.OrderDue);
        if (order == 0)
            order = y.Returned.CompareTo(x.Returned);
        if (order == 0)
            order = x.Opened.CompareTo(y.Opened);
        return order != 0 ? order : x.Id.Value.CompareTo(y.Id.Value);
    }

    private static int Behind(WaitingTicket ticket) => ticket.Priority == Priority.P1 ? 0 : 1;
}
