using System.Runtime.InteropServices;

namespace HelpDesk.Handoff.Routing.Board;

/// <summary>Merges the classes' runs of tickets into one queue. A heap of numbers: no references are moved about.</summary>
internal sealed class HeadHeap
{
    private readonly List<DemandClass> _classes = [];
    private Entry[] _heap = [];

    public int Count { get; private set; }

    /// <summary>The class whose head is next.</summary>
    public DemandClass Class => _classes[_heap[0].Class];

    /// <summary>That head.</summary>
    public WaitingTicket Ticket => Class.Waiting[_heap[0].At].Ticket;

    public void Clear()
    {
        _classes.Clear();
        Count = 0;
    }

    /// <summary>Adds a class that has tickets; call <see cref="Order"/> after the last one.</summary>
    public void Add(DemandClass demands)
    {
        if (Count == _heap.Length)
            Array.Resize(ref _heap, Math.Max(Bits.PerWord, Count * 2));
        _heap[Count++] = new(demands.Waiting[0].Key, _classes.Count, 0);
        _classes.Add(demands);
    }

    public void Order()
    {
        for (var parent = (Count / 2) - 1; parent >= 0; parent--)
            Sink(parent, _heap[parent]);
    }

    /// <summary>Goes on to the class's following ticket.</summary>
    public void Advance()
    {
        var (_, demands, at) = _heap[0];
        if (++at < _classes[demands].Waiting.Count)
            Sink(0, new(_classes[demands].Waiting[at].Key, demands, at));
        else
            Leave();
    }

    /// <summary>None of the class's tickets can be served any more.</summary>
    public void Leave()
    {
        if (--Count > 0)
            Sink(0, _heap[Count]);
    }

    private void Sink(int at, Entry entry)
    {
        for (var child = (at * 2) + 1; child < Count; child = (at * 2) + 1)
        {
            if (child + 1 < Count && IsBefore(_heap[child + 1], _heap[child]))
                child++;
            if (!IsBefore(_heap[child], entry))
                break;
            _heap[at] = _heap[child];
            at = child;
        }
        _heap[at] = entry;
    }

    private bool IsBefore(in Entry x, in Entry y) =>
        x.Key != y.Key ? x.Key < y.Key : QueueOrder.Instance.Compare(_classes[x.Class].Waiting[x.At].Ticket, _classes[y.Class].Waiting[y.At].Ticket) < 0;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(long Key, int Class, int At);
}
