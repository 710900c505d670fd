namespace BTreeDb.Execution.Expressions;

/// <summary>What comes of a sum of floats, which is kept in double precision.</summary>
internal enum FloatSumKind
{
    /// <summary>A double.</summary>
    DoubleSum,

    /// <summary>A real; 22003 when it does not fit.</summary>
    SingleSum,

    /// <summary>A double: the sum over the count.</summary>
    Average,
}
