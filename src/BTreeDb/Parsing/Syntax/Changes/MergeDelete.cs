namespace BTreeDb.Parsing.Syntax.Changes;

/// <summary><c>DELETE</c> in MERGE.</summary>
internal sealed record MergeDelete(int Position) : MergeAction(Position);
