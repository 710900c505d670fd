using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax;

/// <summary>
/// A type as written. SQL's own spellings are stored under PostgreSQL's internal names, qualified with
/// <c>pg_catalog</c>: <c>integer</c> is <c>pg_catalog.int4</c>, <c>char(3)</c> is <c>pg_catalog.bpchar</c> with modifier 3.
/// </summary>
/// <param name="Position">Where the type begins.</param>
/// <param name="Name">The type's name.</param>
/// <param name="Modifiers">What stood in parentheses: length, precision, scale.</param>
/// <param name="ArrayBounds">One entry for each pair of brackets, null where no size was given; empty if no array.</param>
/// <param name="IntervalFields">Which fields an interval is restricted to.</param>
internal sealed record TypeName(
    int Position,
    QualifiedName Name,
    SyntaxList<Expression> Modifiers,
    SyntaxList<int?> ArrayBounds,
    IntervalFields IntervalFields) : SyntaxNode(Position);
