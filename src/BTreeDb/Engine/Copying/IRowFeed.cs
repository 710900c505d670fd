using BTreeDb.Execution.Operators;
using BTreeDb.Types;

namespace BTreeDb.Engine.Copying;

/// <summary>Rows that a client puts into vectors itself, instead of a COPY's text.</summary>
internal interface IRowFeed : IRowFiller
{
    /// <summary>Tells the types of the columns and what conversions depend on.</summary>
    void Begin(ReadOnlySpan<SqlType> types, ConversionContext conversion);

    /// <summary>
    /// The type in which a column's values are given: where that is not the column's own, the INSERT converts them as it does
    /// any values.
    /// </summary>
    SqlType TypeOf(SqlType column);
}
