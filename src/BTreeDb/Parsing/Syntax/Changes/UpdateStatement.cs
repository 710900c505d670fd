using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Syntax.Changes;

/// <summary>UPDATE.</summary>
internal sealed record UpdateStatement(
    int Position,
    WithClause? With,
    TableReference Target,
    SyntaxList<Assignment> Assignments,
    SyntaxList<FromItem> From,
    Expression? Where,
    SyntaxList<SelectItem> Returning) : Statement(Position);
