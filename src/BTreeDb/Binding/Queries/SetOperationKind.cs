namespace BTreeDb.Binding.Queries;

/// <summary>UNION, INTERSECT or EXCEPT.</summary>
internal enum SetOperationKind
{
    Union,
    Intersect,
    Except,
}
