namespace BTreeDb.Execution.Expressions;

/// <summary>What comes of an exact sum of integers.</summary>
internal enum IntegerSumKind
{
    /// <summary>A bigint; 22003 when it does not fit.</summary>
    BigIntSum,

    /// <summary>A numeric.</summary>
    NumericSum,

    /// <summary>A numeric: the sum over the count.</summary>
    Average,
}
