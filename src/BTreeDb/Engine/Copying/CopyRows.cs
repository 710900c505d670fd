using BTreeDb.Catalog;
using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Engine.Copying;

/// <summary>The rows of COPY FROM as a relation that an INSERT reads; tells how many have gone through.</summary>
internal sealed class CopyRows(
    SystemTableSchema table, IRowFiller filler, IProgress<long>? progress, ISystemRowSource? others)
    : ISystemRowSource, IRowFiller
{
    private long _count;

    /// <inheritdoc/>
    public IReadOnlyList<Datum[]> RowsOf(SystemTableSchema wanted) => others?.RowsOf(wanted) ?? [];

    /// <inheritdoc/>
    public IRowFiller? FillerOf(SystemTableSchema wanted) =>
        ReferenceEquals(wanted, table) ? this : others?.FillerOf(wanted);

    /// <inheritdoc/>
    public int Fill(ReadOnlySpan<ColumnVector> columns, int capacity)
    {
        if (_count > 0)
            progress?.Report(_count);
        var count = filler.Fill(columns, capacity);
        _count += count;
        return count;
    }
}
