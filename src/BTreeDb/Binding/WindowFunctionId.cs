namespace BTreeDb.Binding;

/// <summary>The functions that need a window. Any aggregate may stand over a window, too.</summary>
internal enum WindowFunctionId
{
    /// <summary>An aggregate over the frame.</summary>
    Aggregate,
    RowNumber,
    Rank,
    DenseRank,
    PercentRank,
    CumeDist,
    Ntile,
    Lag,
    Lead,
    FirstValue,
    LastValue,
    NthValue,
}
