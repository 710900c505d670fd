using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Planning.Physical;

/// <summary>
/// The part of the key of a table or an index that a scan reads: its first columns pinned, the next one limited. Values
/// are expressions without columns of the table; they are evaluated when the scan is opened.
/// </summary>
/// <param name="Equalities">The pinned columns, in the key's order.</param>
/// <param name="Lower">The lower end for the next column, or null.</param>
/// <param name="Upper">The upper end for the next column, or null.</param>
/// <param name="LimitType">The type of the limited column.</param>
/// <param name="LimitOrdinal">The limited table column, or -1.</param>
/// <param name="Sources">The conjuncts that the condition expresses, for EXPLAIN.</param>
internal sealed record KeyCondition(
    ImmutableArray<KeyEquality> Equalities,
    KeyLimit? Lower,
    KeyLimit? Upper,
    SqlType LimitType,
    int LimitOrdinal,
    ImmutableArray<BoundExpression> Sources)
{
    /// <summary>Whether it selects several ranges: an IN list pins a column.</summary>
    public bool HasLists
    {
        get
        {
            foreach (var equality in Equalities)
            {
                if (equality.Values.Length > 1)
                    return true;
            }
            return false;
        }
    }
}
