namespace BTreeDb.Binding.Changes;

/// <summary>The kinds of change that errors about views name.</summary>
internal enum ChangeKind
{
    Insert,
    Update,
    Delete,
}
