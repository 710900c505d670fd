using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>CREATE INDEX; without a name the engine chooses one.</summary>
internal sealed record CreateIndexStatement(
    int Position,
    string? Name,
    TableReference Table,
    bool Unique,
    bool Concurrently,
    bool IfNotExists,
    string? Method,
    SyntaxList<IndexElement> Elements,
    SyntaxList<Identifier> Include,
    bool NullsNotDistinct,
    SyntaxList<StatementOption> Options,
    Expression? Where) : Statement(Position);
