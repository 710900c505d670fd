namespace BTreeDb.Binding.Names;

/// <summary>Where a recursive common table is being bound; decides whether it may refer to itself there.</summary>
internal enum RecursionPlace
{
    Allowed,
    StartTerm,
    Subquery,
    OuterJoin,
    Intersect,
    Except,
}
