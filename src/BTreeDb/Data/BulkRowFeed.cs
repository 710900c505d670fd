using System.Runtime.ExceptionServices;
using BTreeDb.Diagnostics;
using BTreeDb.Engine.Copying;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Data;

/// <summary>Asks the caller of a bulk copy for one row after the other.</summary>
internal sealed class BulkRowFeed(Func<BTreeDbBulkRow, bool> next) : IRowFeed
{
    private readonly BTreeDbBulkRow _row = new();
    private bool _isAtEnd;

    /// <summary>What the caller's code has thrown; the statement fails with it.</summary>
    public ExceptionDispatchInfo? Failure { get; private set; }

    /// <inheritdoc/>
    public void Begin(ReadOnlySpan<SqlType> types, ConversionContext conversion) => _row.Begin(types, conversion);

    /// <inheritdoc/>
    public SqlType TypeOf(SqlType column) => column.Id switch
    {
        // The INSERT looks whether they are too long.
        TypeId.VarChar when column.User is null => column.Family,
        _ => column,
    };

    /// <inheritdoc/>
    public int Fill(ReadOnlySpan<ColumnVector> columns, int capacity)
    {
        if (_isAtEnd)
            return 0;
        _row.BeginBatch(columns);
        for (var row = 0; row < capacity; row++)
        {
            _row.BeginRow(row);
            if (!Next())
            {
                _isAtEnd = true;
                return row;
            }

            _row.EndRow();
        }

        return capacity;
    }

    private bool Next()
    {
        try
        {
            return next(_row);
        }
        catch (Exception error) when (error is not EngineException)
        {
            Failure = ExceptionDispatchInfo.Capture(error);
            throw;
        }
    }
}
