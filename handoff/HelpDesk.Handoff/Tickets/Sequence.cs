using System.Collections;
using System.Runtime.CompilerServices;

namespace HelpDesk.Handoff.Tickets;

/// <summary>An immutable list that is equal to another with the same items, so that records which hold one are equal by value.</summary>
[CollectionBuilder(typeof(Sequence), nameof(Sequence.Create))]
public sealed class Sequence<T> : IReadOnlyList<T>, IEquatable<Sequence<T>>
{
    private readonly T[] _items;

    internal Sequence(T[] items) => _items = items;

    public static Sequence<T> Empty { get; } = new([]);

    public int Count => _items.Length;
    public T this[int index] => _items[index];

    public Sequence<T> Add(T item) => new([.. _items, item]);

    /// <summary>The list with <paramref name="item"/> at its end, unless it holds it already.</summary>
    public Sequence<T> With(T item) => Array.IndexOf(_items, item) >= 0 ? this : Add(item);

    public Sequence<T> Without(T item) => [.. _items.Where(i => !EqualityComparer<T>.Default.Equals(i, item))];

    public bool Equals(Sequence<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);
    public override bool Equals(object? obj) => Equals(obj as Sequence<T>);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in _items)
            hash.Add(item);
        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", _items)}]";

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}

public static class Sequence
{
    public static Sequence<T> Create<T>(ReadOnlySpan<T> items) => items.IsEmpty ? Sequence<T>.Empty : new(items.ToArray());
}
