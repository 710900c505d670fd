using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary>A join; exactly one of NATURAL, ON and USING qualifies it unless it is a cross join.</summary>
internal sealed record JoinedTable(
    int Position,
    JoinKind Kind,
    FromItem Left,
    FromItem Right,
    bool Natural,
    Expression? On,
    SyntaxList<Identifier> Using,
    string? UsingAlias,
    TableAlias? Alias) : FromItem(Position);
