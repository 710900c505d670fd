using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>
/// SET of a setting; no values means DEFAULT. Words are stored as string literals. SET TIME ZONE sets <c>timezone</c>,
/// SET NAMES <c>client_encoding</c>, SET SCHEMA <c>search_path</c>.
/// </summary>
internal sealed record SetStatement(int Position, bool IsLocal, string Name, SyntaxList<Expression> Values) : Statement(Position);
