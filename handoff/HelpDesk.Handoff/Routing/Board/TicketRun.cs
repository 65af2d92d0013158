namespace HelpDesk.Handoff.Routing.Board;

/// <summary>
/// Tickets in queue order, in one array with room at both ends: the head is served first and what comes is mostly due last, so little has to be moved.
/// </summary>
internal sealed class TicketRun
{
    private const int FirstRoom = 4;

    private Head[] _heads = [];
    private int _start;

    public int Count { get; private set; }

    public ref readonly Head this[int index] => ref _heads[_start + index];

    public void Add(WaitingTicket ticket)
    {
        var head = new Head(ticket);
        var at = ~IndexOf(head);
        if (at < Count / 2 && _start > 0)
        {
            Array.Copy(_heads, _start, _heads, --_start, at);
        }
        else
        {
            MakeRoom();
            Array.Copy(_heads, _start + at, _heads, _start + at + 1, Count - at);
        }
        _heads[_start + at] = head;
        Count++;
    }

    public void Remove(WaitingTicket ticket)
    {
        var at = IndexOf(new Head(ticket));
        if (at < Count / 2)
        {
            Array.Copy(_heads, _start, _heads, _start + 1, at);
            _heads[_start++] = default;
        }
        else
        {
            Array.Copy(_heads, _start + at + 1, _heads, _start + at, Count - at - 1);
            _heads[_start + Count - 1] = default;
        }
        Count--;
    }

    private int IndexOf(Head head)
    {
        var found = Array.BinarySearch(_heads, _start, Count, head);
        return found >= 0 ? found - _start : ~(~found - _start);
    }

    /// <summary>For one more at the end.</summary>
    private void MakeRoom()
    {
        if (_start + Count < _heads.Length)
            return;
        var to = _start > Count ? _heads : new Head[Math.Max(FirstRoom, Count * 2)];
        Array.Copy(_heads, _start, to, 0, Count);
        if (ReferenceEquals(to, _heads))
            Array.Clear(_heads, Count, _start);
        (_heads, _start) = (to, 0);
    }
}
