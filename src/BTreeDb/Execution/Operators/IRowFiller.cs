using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>Puts rows straight into the vectors of a scan, for a relation whose rows come from outside.</summary>
internal interface IRowFiller
{
    /// <summary>Fills vectors, which are clear, with the next rows.</summary>
    /// <param name="columns">One for each column.</param>
    /// <param name="capacity">How many rows they take.</param>
    /// <returns>The number of rows; 0 at the end.</returns>
    int Fill(ReadOnlySpan<ColumnVector> columns, int capacity);
}
