namespace BTreeDb.Parsing.Syntax.Changes;

/// <summary><c>DO NOTHING</c> in MERGE.</summary>
internal sealed record MergeDoNothing(int Position) : MergeAction(Position);
