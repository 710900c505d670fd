namespace BTreeDb.Binding.Queries;

/// <summary>The joins of SQL.</summary>
internal enum JoinKind
{
    Inner,
    Left,
    Right,
    Full,
    Cross,
}
