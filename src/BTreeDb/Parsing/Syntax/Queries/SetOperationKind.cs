namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary>How a set operation combines its sides.</summary>
internal enum SetOperationKind
{
    Union,
    Intersect,
    Except,
}
