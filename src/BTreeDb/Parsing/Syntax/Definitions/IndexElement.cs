using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>A key of an index or conflict target; a plain column is a <see cref="ColumnReference"/>.</summary>
internal sealed record IndexElement(
    int Position,
    Expression Key,
    QualifiedName? Collation,
    QualifiedName? OperatorClass,
    SortDirection Direction,
    NullsOrder Nulls) : SyntaxNode(Position);
