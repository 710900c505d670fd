using BTreeDb.Execution.Vectors;
using BTreeDb.Tables;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Reads the ranges that a condition selects once for each combination of values of the key's first columns, of which the
/// condition knows nothing.
/// </summary>
internal sealed class SkipScanOperator(TableReader reader, KeyRanges ranges, int skippedColumns) : Operator
{
    private readonly Batch _noRow = new([]) { RowCount = 1 };
    private StatementContext _context = null!;
    private KeyPrefixes? _prefixes;
    private bool _hasPrefix;
    private bool _isReading;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _context = context;
        _isReading = false;
        _hasPrefix = false;
        reader.Prepare(context);
        ranges.Evaluate(_noRow, context);
        ranges.Begin(0, reader.Bounds);
        _prefixes = reader.Prefixes(skippedColumns);
        _prefixes.Open(context.Tables!);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (_prefixes is not null)
        {
            _context.CheckCancellation();
            if (!_isReading && !StartRange(_prefixes))
                return null;
            if (reader.Next() is { } batch)
                return batch;
            reader.End();
            _isReading = false;
        }

        return null;
    }

    /// <inheritdoc/>
    public override void Close()
    {
        reader.End();
        _prefixes?.Close();
        _prefixes = null;
        _isReading = false;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        reader.Dispose();
    }

    private bool StartRange(KeyPrefixes prefixes)
    {
        while (!_hasPrefix || !ranges.TryNext(reader.Bounds))
        {
            _context.CheckCancellation();
            _hasPrefix = prefixes.Next();
            if (!_hasPrefix)
            {
                Close();
                return false;
            }

            ranges.BeginBehind(prefixes.Current);
        }

        reader.Start(isBounded: true);
        return _isReading = true;
    }
}
