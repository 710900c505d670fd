namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>SET LOGGED</c> or <c>SET UNLOGGED</c>.</summary>
internal sealed record SetLoggedAction(int Position, bool Logged) : AlterAction(Position);
