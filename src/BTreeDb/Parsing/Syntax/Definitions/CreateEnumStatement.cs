namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>CREATE TYPE ... AS ENUM.</summary>
internal sealed record CreateEnumStatement(int Position, QualifiedName Name, SyntaxList<string> Labels) : Statement(Position);
