using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Planning.Physical;

/// <summary>What pins a key column: it equals one of some values, or is NULL.</summary>
/// <param name="Ordinal">The table column.</param>
/// <param name="Type">The column's type. A value may be of a wider integer type; one that does not fit selects nothing.</param>
/// <param name="Values">One value, or the values of an IN list; empty for IS NULL.</param>
internal sealed record KeyEquality(int Ordinal, SqlType Type, ImmutableArray<BoundExpression> Values)
{
    /// <summary>The key column is NULL.</summary>
    public bool IsNull => Values.IsEmpty;
}
