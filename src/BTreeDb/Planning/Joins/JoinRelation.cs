using BTreeDb.Binding;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Joins;

/// <summary>One relation of a join set with what join ordering needs to know about it.</summary>
/// <param name="Plan">The relation.</param>
/// <param name="Columns">The ids of its columns.</param>
/// <param name="Rows">The rows that it yields.</param>
/// <param name="Cost">What producing them costs.</param>
/// <param name="LookupColumns">Columns by which single rows can be looked up cheaply: the first of some key.</param>
/// <param name="MissCost">What a look-up costs on average because a page is not in memory.</param>
internal sealed record JoinRelation(
    LogicalOperator Plan, HashSet<ColumnId> Columns, double Rows, double Cost, HashSet<ColumnId> LookupColumns,
    double MissCost);
