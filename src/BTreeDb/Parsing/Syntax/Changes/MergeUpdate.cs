namespace BTreeDb.Parsing.Syntax.Changes;

/// <summary><c>UPDATE SET ...</c> in MERGE.</summary>
internal sealed record MergeUpdate(int Position, SyntaxList<Assignment> Assignments) : MergeAction(Position);
