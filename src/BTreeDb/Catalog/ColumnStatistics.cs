using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Catalog;

/// <summary>
/// What ANALYZE found out about the values of a column. Values are held in the ascending, not nullable encoding of keys, so
/// that they compare by their bytes whatever their type.
/// </summary>
internal sealed record ColumnStatistics
{
    private readonly ImmutableArray<CommonValue> _common = [];

    /// <summary>How values are encoded, for a column of a type.</summary>
    public static KeyColumn EncodingOf(SqlType type) => new(type, IsNullable: false);

    /// <summary>The column's type at that time: under another one the values mean nothing.</summary>
    public TypeId Type { get; init; }

    /// <summary>The share of rows without a value.</summary>
    public double NullShare { get; init; }

    /// <summary>The number of different values.</summary>
    public double DistinctCount { get; init; }

    /// <summary>How far the order of values follows the order of rows: from -1 to 1.</summary>
    public double Correlation { get; init; }

    /// <summary>The most common values, the commonest first.</summary>
    public ImmutableArray<CommonValue> Common
    {
        get => _common;
        init
        {
            _common = value;
            foreach (var common in value)
                CommonShare += common.Share;
        }
    }

    /// <summary>
    /// Bounds of ranges that hold equally many of the values that are not among the common ones, ascending, the least and the
    /// greatest value included.
    /// </summary>
    public ImmutableArray<byte[]> Bounds { get; init; } = [];

    /// <summary>The share of rows that have one of the common values.</summary>
    public double CommonShare { get; private init; }

    /// <summary>The share of rows that have other values.</summary>
    public double RestShare => Math.Max(0, 1 - NullShare - CommonShare);

    /// <summary>The values that are held: the common ones, then the bounds.</summary>
    /// <param name="type">The column's type.</param>
    public Datum[] Sample(SqlType type)
    {
        var values = new Datum[Common.Length + Bounds.Length];
        for (var i = 0; i < Common.Length; i++)
            values[i] = Read(Common[i].Key);
        for (var i = 0; i < Bounds.Length; i++)
            values[Common.Length + i] = Read(Bounds[i]);
        return values;

        Datum Read(byte[] key) => KeyEncoding.Read(key, EncodingOf(type), out _);
    }
}
