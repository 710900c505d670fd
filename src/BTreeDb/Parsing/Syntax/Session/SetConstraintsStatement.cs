namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>SET CONSTRAINTS; no names means ALL.</summary>
internal sealed record SetConstraintsStatement(int Position, SyntaxList<QualifiedName> Names, bool Deferred) : Statement(Position);
