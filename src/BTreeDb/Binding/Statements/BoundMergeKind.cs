namespace BTreeDb.Binding.Statements;

/// <summary>What a clause of MERGE does.</summary>
internal enum BoundMergeKind
{
    Nothing,
    Insert,
    Update,
    Delete,
}
