using System.Runtime.CompilerServices;

namespace HelpDesk.Knowledge.Search.Index;

/// <summary>An array that grows, with its items open to be changed in place.</summary>
internal sealed class Buffered<T>(int capacity = 16)
{
    private T[] _items = new T[capacity];

    public int Count { get; private set; }

    public ref T this[int index] => ref _items[index];

    public ReadOnlySpan<T> Items => _items.AsSpan(0, Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T item)
    {
        if (Count == _items.Length) Array.Resize(ref _items, Count * 2);
        _items[Count++] = item;
    }

    public void AddRange(ReadOnlySpan<T> items)
    {
        while (Count + items.Length > _items.Length) Array.Resize(ref _items, _items.Length * 2);
        items.CopyTo(_items.AsSpan(Count));
        Count += items.Length;
    }

    public void Clear() => Count = 0;
}
