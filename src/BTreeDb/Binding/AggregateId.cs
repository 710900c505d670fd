namespace BTreeDb.Binding;

/// <summary>The aggregate functions. Result types are PostgreSQL's and stand on the bound call.</summary>
internal enum AggregateId
{
    /// <summary><c>count(*)</c>.</summary>
    CountStar,
    Count,
    Sum,
    Avg,
    Min,
    Max,

    /// <summary>A value that all rows of a group share; what planning makes of keys that follow from others. Not in SQL.</summary>
    AnyValue,
    BoolAnd,
    BoolOr,
    BitAnd,
    BitOr,
    BitXor,
    StringAgg,
    ArrayAgg,
    JsonAgg,
    JsonObjectAgg,
    VarPop,
    VarSamp,
    StddevPop,
    StddevSamp,
    Corr,
    CovarPop,
    CovarSamp,
    RegrCount,
    RegrAvgX,
    RegrAvgY,
    RegrSxx,
    RegrSyy,
    RegrSxy,
    RegrR2,
    RegrSlope,
    RegrIntercept,
    PercentileCont,
    PercentileDisc,
    Mode,
    HypotheticalRank,
    HypotheticalDenseRank,
    HypotheticalPercentRank,
    HypotheticalCumeDist,
}
