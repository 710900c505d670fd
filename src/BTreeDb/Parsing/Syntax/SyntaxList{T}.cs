using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace BTreeDb.Parsing.Syntax;

/// <summary>
/// An immutable list that compares by its elements, which is what records need of their members and what
/// <c>ImmutableArray</c> does not give.
/// </summary>
[CollectionBuilder(typeof(SyntaxList), nameof(SyntaxList.Create))]
internal sealed class SyntaxList<T> : IReadOnlyList<T>, IEquatable<SyntaxList<T>>
{
    /// <summary>The list without elements.</summary>
    public static readonly SyntaxList<T> Empty = new([]);

    private readonly T[] _items;

    /// <summary>Takes over the array, which the caller must not change afterwards.</summary>
    internal SyntaxList(T[] items) => _items = items;

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <summary>True when there is nothing in the list.</summary>
    public bool IsEmpty => _items.Length == 0;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <summary>The elements for a loop that allocates nothing.</summary>
    public ReadOnlySpan<T> AsSpan() => _items;

    /// <summary>Enumerates without allocating.</summary>
    public Enumerator GetEnumerator() => new(_items);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] SyntaxList<T>? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null || other._items.Length != _items.Length)
            return false;
        for (var i = 0; i < _items.Length; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(_items[i], other._items[i]))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SyntaxList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in _items)
            hash.Add(item);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => "[" + string.Join(", ", _items) + "]";

    /// <summary>Walks the array of a list.</summary>
    internal struct Enumerator
    {
        private readonly T[] _items;
        private int _index;

        internal Enumerator(T[] items)
        {
            _items = items;
            _index = -1;
        }

        /// <summary>The element under the enumerator.</summary>
        public readonly T Current => _items[_index];

        /// <summary>Steps to the next element; false at the end.</summary>
        public bool MoveNext() => ++_index < _items.Length;
    }
}
