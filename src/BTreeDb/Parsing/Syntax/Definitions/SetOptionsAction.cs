namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>SET (options)</c>, or <c>RESET (options)</c> when <paramref name="IsReset"/>.</summary>
internal sealed record SetOptionsAction(int Position, SyntaxList<StatementOption> Options, bool IsReset) : AlterAction(Position);
