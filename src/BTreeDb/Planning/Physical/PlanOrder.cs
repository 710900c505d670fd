using BTreeDb.Binding;

namespace BTreeDb.Planning.Physical;

/// <summary>One column of the order in which a plan yields its rows.</summary>
internal readonly record struct PlanOrder(ColumnId Column, bool Descending, bool NullsFirst);
