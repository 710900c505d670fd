using BTreeDb.Primitives;

namespace BTreeDb.Checking;

/// <summary>One thing that is wrong with a database.</summary>
/// <param name="Kind">What was found wrong.</param>
/// <param name="Object">The table, index or part of the file, by name.</param>
/// <param name="Page">The page concerned, or none.</param>
/// <param name="Detail">What is wrong with it, in words.</param>
internal sealed record CheckFinding(CheckKind Kind, string Object, PageId Page, string Detail);
