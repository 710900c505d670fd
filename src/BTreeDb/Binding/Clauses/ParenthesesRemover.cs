using BTreeDb.Binding.Errors;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding.Clauses;

/// <summary>
/// Takes parentheses around a whole query away. As in PostgreSQL, clauses outside of them join those inside, so that
/// ORDER BY may use what the query's FROM has; a clause may stand in one place only.
/// </summary>
internal static class ParenthesesRemover
{
    /// <summary>The query without parentheses at its top.</summary>
    public static SelectStatement Remove(SelectStatement query)
    {
        while (query.Body is ParenthesizedQuery parenthesized)
            query = Merge(query, parenthesized.Query);
        return query;
    }

    private static SelectStatement Merge(SelectStatement outer, SelectStatement inner)
    {
        if (outer.With is not null && inner.With is not null)
            throw QueryErrors.MultipleClauses("WITH", inner.With.Position);
        if (!outer.OrderBy.IsEmpty && !inner.OrderBy.IsEmpty)
            throw QueryErrors.MultipleClauses("ORDER BY", outer.OrderBy[0].Position);
        return inner with
        {
            With = outer.With ?? inner.With,
            OrderBy = outer.OrderBy.IsEmpty ? inner.OrderBy : outer.OrderBy,
            Limit = Merge(outer.Limit, inner.Limit),
            Locking = Merge(outer.Locking, inner.Locking),
        };
    }

    private static LimitClause? Merge(LimitClause? outer, LimitClause? inner)
    {
        if (outer is null || inner is null)
            return outer ?? inner;
        if (outer.Count is not null && inner.Count is not null)
            throw QueryErrors.MultipleClauses("LIMIT", outer.Count.Position);
        if (outer.Offset is not null && inner.Offset is not null)
            throw QueryErrors.MultipleClauses("OFFSET", outer.Offset.Position);
        return new LimitClause(
            outer.Position, outer.Count ?? inner.Count, outer.Offset ?? inner.Offset, outer.WithTies || inner.WithTies);
    }

    private static SyntaxList<LockingClause> Merge(SyntaxList<LockingClause> outer, SyntaxList<LockingClause> inner) =>
        inner.IsEmpty ? outer : outer.IsEmpty ? inner : SyntaxList.Create<LockingClause>([.. inner.AsSpan(), .. outer.AsSpan()]);
}
