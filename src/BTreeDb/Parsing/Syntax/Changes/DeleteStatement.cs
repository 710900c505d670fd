using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Syntax.Changes;

/// <summary>DELETE.</summary>
internal sealed record DeleteStatement(
    int Position,
    WithClause? With,
    TableReference Target,
    SyntaxList<FromItem> Using,
    Expression? Where,
    SyntaxList<SelectItem> Returning) : Statement(Position);
