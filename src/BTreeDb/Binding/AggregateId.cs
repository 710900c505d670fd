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
    BoolAnd,
    BoolOr,
}
