using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary><c>WINDOW name AS (...)</c>.</summary>
internal sealed record NamedWindow(int Position, string Name, WindowSpecification Specification) : SyntaxNode(Position);
