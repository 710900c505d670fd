namespace BTreeDb.SqlTest.Scripts;

/// <summary>What is done to a result before it is compared, for queries that do not fix the order of their rows.</summary>
internal enum SortMode
{
    /// <summary>The rows come in the query's order.</summary>
    NoSort,

    /// <summary>Rows are sorted as a whole, column by column.</summary>
    RowSort,

    /// <summary>All values are sorted, whichever row they come from.</summary>
    ValueSort,
}
