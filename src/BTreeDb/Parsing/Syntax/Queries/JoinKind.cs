namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary>Which rows without a partner a join keeps.</summary>
internal enum JoinKind
{
    Cross,
    Inner,
    Left,
    Right,
    Full,
}
