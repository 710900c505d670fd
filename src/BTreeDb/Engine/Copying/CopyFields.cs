using BTreeDb.Types;

namespace BTreeDb.Engine.Copying;

/// <summary>The values of one record as bytes, one behind the other.</summary>
internal sealed class CopyFields
{
    private readonly List<(int End, bool IsNull)> _fields = [];

    /// <summary>Where values are collected.</summary>
    public ByteWriter Bytes { get; } = new();

    /// <summary>How many values there are.</summary>
    public int Count => _fields.Count;

    /// <summary>A record begins.</summary>
    public void Clear()
    {
        _fields.Clear();
        Bytes.Reset();
    }

    /// <summary>The value collected since the last one ends.</summary>
    public void End(bool isNull) => _fields.Add((Bytes.Length, isNull));

    /// <summary>What has been collected of the current value.</summary>
    public ReadOnlySpan<byte> Current => Bytes.Written[(_fields.Count == 0 ? 0 : _fields[^1].End)..];

    /// <summary>Whether a value is NULL.</summary>
    public bool IsNull(int field) => _fields[field].IsNull;

    /// <summary>The bytes of a value.</summary>
    public ReadOnlySpan<byte> this[int field] => Bytes.Written[(field == 0 ? 0 : _fields[field - 1].End).._fields[field].End];
}
