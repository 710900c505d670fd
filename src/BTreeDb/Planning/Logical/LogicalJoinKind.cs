namespace BTreeDb.Planning.Logical;

/// <summary>The joins of logical plans. A right join is a left join with its sides exchanged.</summary>
internal enum LogicalJoinKind
{
    /// <summary>Pairs that satisfy the conditions.</summary>
    Inner,

    /// <summary>Also left rows without a partner, with NULLs on the right.</summary>
    Left,

    /// <summary>Also rows of either side without a partner.</summary>
    Full,

    /// <summary>Left rows that have a partner, once each.</summary>
    Semi,

    /// <summary>Left rows that have no partner.</summary>
    Anti,

    /// <summary>All left rows, with a column that says whether there is a partner.</summary>
    Mark,
}
