namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>CREATE COLLATION.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Name">The name.</param>
/// <param name="IfNotExists">IF NOT EXISTS.</param>
/// <param name="From">The collation that it is a copy of; null where options are given.</param>
/// <param name="Options">The options.</param>
internal sealed record CreateCollationStatement(
    int Position, QualifiedName Name, bool IfNotExists, QualifiedName? From, SyntaxList<CollationOption> Options) : Statement(Position);
