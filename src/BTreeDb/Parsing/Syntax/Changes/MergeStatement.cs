using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Syntax.Changes;

/// <summary>MERGE.</summary>
internal sealed record MergeStatement(
    int Position,
    WithClause? With,
    TableReference Target,
    FromItem Source,
    Expression On,
    SyntaxList<MergeClause> Clauses) : Statement(Position);
