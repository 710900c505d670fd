namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>PREPARE.</summary>
internal sealed record PrepareStatement(
    int Position,
    string Name,
    SyntaxList<TypeName> ParameterTypes,
    Statement Statement) : Statement(Position);
