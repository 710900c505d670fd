namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>CREATE SCHEMA; the elements are statements that create objects in it.</summary>
internal sealed record CreateSchemaStatement(
    int Position,
    string? Name,
    bool IfNotExists,
    string? Authorization,
    SyntaxList<Statement> Elements) : Statement(Position);
