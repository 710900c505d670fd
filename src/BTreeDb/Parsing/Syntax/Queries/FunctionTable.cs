namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary>A function in FROM, or several side by side in <c>ROWS FROM (...)</c>.</summary>
internal sealed record FunctionTable(
    int Position,
    SyntaxList<TableFunction> Functions,
    bool IsRowsFrom,
    bool WithOrdinality,
    TableAlias? Alias,
    bool Lateral) : FromItem(Position);
