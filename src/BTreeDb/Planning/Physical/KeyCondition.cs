using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Planning.Physical;

/// <summary>
/// The part of the key of a table or an index that a scan reads: its first columns pinned, the next one limited. Values
/// are expressions without columns of the table; they are evaluated when the scan is opened. In a skip scan the pinned
/// columns follow some that are not: the part is read once for each combination of values that these have in the table.
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
    /// <summary>How many columns of the key precede the pinned ones: a skip scan walks through their values.</summary>
    public int SkippedColumns { get; init; }

    /// <summary>Whether it pins the key column at a place.</summary>
    public bool Pins(int place) => place >= SkippedColumns && place < SkippedColumns + Equalities.Length;

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
