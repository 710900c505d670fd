namespace BTreeDb.Parsing.Syntax.Changes;

/// <summary>What a clause of MERGE does with a row.</summary>
internal abstract record MergeAction(int Position) : SyntaxNode(Position);
