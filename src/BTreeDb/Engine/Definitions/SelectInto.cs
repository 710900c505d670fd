using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Engine.Definitions;

/// <summary>SELECT INTO is CREATE TABLE AS in other words; INTO stands in the first query of a chain of UNIONs.</summary>
internal static class SelectInto
{
    /// <summary>Whether a query has INTO.</summary>
    public static bool Is(SelectStatement statement) => FindIn(statement.Body) is not null;

    /// <summary>The CREATE TABLE AS that a query with INTO stands for.</summary>
    public static CreateTableAsStatement Convert(SelectStatement statement)
    {
        var into = FindIn(statement.Body)!;
        return new CreateTableAsStatement(
            statement.Position, into.Table, into.Persistence, IfNotExists: false, SyntaxList<Identifier>.Empty,
            SyntaxList<StatementOption>.Empty, OnCommitAction.Default, statement with { Body = Without(statement.Body) },
            WithData: true);
    }

    private static IntoClause? FindIn(QueryBody body)
    {
        while (body is SetOperation operation)
            body = operation.Left;
        return (body as QuerySpecification)?.Into;
    }

    private static QueryBody Without(QueryBody body) => body switch
    {
        SetOperation operation => operation with { Left = Without(operation.Left) },
        QuerySpecification specification => specification with { Into = null },
        _ => body,
    };
}
