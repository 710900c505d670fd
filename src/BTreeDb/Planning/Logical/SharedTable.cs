using BTreeDb.Catalog;

namespace BTreeDb.Planning.Logical;

/// <summary>A common table that is computed once and read by all its references. Compared by identity.</summary>
/// <param name="name">Its name.</param>
/// <param name="plan">What computes it, as far as it has been rewritten.</param>
internal sealed class SharedTable(string name, LogicalOperator plan)
{
    public string Name { get; } = name;

    /// <summary>What computes it; rewritten before the plans that refer to it.</summary>
    public LogicalOperator Plan { get; set; } = plan;

    /// <summary>Whether it changes rows: then it runs to its end in any case.</summary>
    public bool IsChange => TargetOf(Plan) is not null;

    /// <summary>Whether the rows that it changes count as those of the statement.</summary>
    public bool CountsRows { get; init; }

    /// <summary>
    /// Whether it is computed before the statement writes anything; a change reads its input then. Else it is computed when a
    /// reference asks for it.
    /// </summary>
    public bool IsEager { get; set; }

    /// <summary>The table that a plan changes, or null.</summary>
    public static TableSchema? TargetOf(LogicalOperator plan) => plan switch
    {
        LogicalInsert insert => insert.Statement.Table,
        LogicalUpdate update => update.Statement.Table,
        LogicalDelete delete => delete.Statement.Table,
        LogicalMerge merge => merge.Statement.Table,
        _ => null,
    };
}
