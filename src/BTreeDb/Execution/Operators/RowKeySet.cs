using System.Diagnostics.CodeAnalysis;

namespace BTreeDb.Execution.Operators;

/// <summary>The clustered keys of rows that a statement has written, asked one by one.</summary>
internal sealed class RowKeySet
{
    private readonly HashSet<byte[]> _keys;
    private readonly HashSet<byte[]>.AlternateLookup<ReadOnlySpan<byte>> _lookup;

    /// <summary>An empty set.</summary>
    public RowKeySet()
    {
        _keys = new HashSet<byte[]>(Comparer.Instance);
        _lookup = _keys.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>Adds a key; false when it is there.</summary>
    public bool Add(ReadOnlySpan<byte> key) => _lookup.Add(key);

    /// <summary>Whether a key is there.</summary>
    public bool Contains(ReadOnlySpan<byte> key) => _lookup.Contains(key);

    /// <summary>Forgets all keys.</summary>
    public void Clear() => _keys.Clear();

    private sealed class Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static Comparer Instance { get; } = new();

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());
    }
}
