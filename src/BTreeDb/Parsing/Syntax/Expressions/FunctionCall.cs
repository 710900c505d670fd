using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>
/// A call of a function, aggregate or window function. The SQL standard's own spellings come here as PostgreSQL
/// rewrites them: <c>EXTRACT(year FROM x)</c> is <c>pg_catalog.extract('year', x)</c>, <c>POSITION(a IN b)</c> is
/// <c>pg_catalog.position(b, a)</c>, <c>TRIM(LEADING a FROM b)</c> is <c>pg_catalog.ltrim(b, a)</c>.
/// </summary>
/// <param name="Position">Where the name stands.</param>
/// <param name="Name">The function's name.</param>
/// <param name="Arguments">The arguments; empty for <c>f()</c> and <c>f(*)</c>.</param>
/// <param name="IsStar">True for <c>count(*)</c>.</param>
/// <param name="IsDistinct">True for <c>f(DISTINCT ...)</c>.</param>
/// <param name="OrderBy">ORDER BY among the arguments.</param>
/// <param name="WithinGroup">The order of an ordered-set aggregate; empty when there is none.</param>
/// <param name="Filter">The condition of FILTER, or null.</param>
/// <param name="Over">The window, or null.</param>
internal sealed record FunctionCall(
    int Position,
    QualifiedName Name,
    SyntaxList<FunctionArgument> Arguments,
    bool IsStar,
    bool IsDistinct,
    SyntaxList<SortItem> OrderBy,
    SyntaxList<SortItem> WithinGroup,
    Expression? Filter,
    OverClause? Over) : Expression(Position)
{
    /// <summary>A plain call: a name and positional arguments.</summary>
    public FunctionCall(int position, QualifiedName name, SyntaxList<FunctionArgument> arguments)
        : this(position, name, arguments, false, false, SyntaxList<SortItem>.Empty, SyntaxList<SortItem>.Empty, null, null)
    {
    }
}
