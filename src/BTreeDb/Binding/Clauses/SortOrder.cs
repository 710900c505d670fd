using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding.Clauses;

/// <summary>A direction of sorting, and where nulls go.</summary>
internal readonly record struct SortOrder(bool Descending, bool NullsFirst)
{
    /// <summary>Reads ASC, DESC, USING and NULLS; by default nulls are larger than everything.</summary>
    public static SortOrder Of(SortItem item)
    {
        var descending = item.Using is { } op ? IsDescending(op.Symbol, item.Position) : item.Direction == SortDirection.Descending;
        var nullsFirst = item.Nulls == NullsOrder.Default ? descending : item.Nulls == NullsOrder.First;
        return new SortOrder(descending, nullsFirst);
    }

    /// <summary>A sort key of this order.</summary>
    public BoundSortKey ToKey(BoundColumn column) => new(column, Descending, NullsFirst);

    private static bool IsDescending(string symbol, int position) => symbol switch
    {
        "<" => false,
        ">" => true,
        _ => throw UnsupportedErrors.SingularFeature($"ORDER BY USING {symbol}", position),
    };
}
