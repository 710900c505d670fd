namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary>By default nulls come last in ascending and first in descending order.</summary>
internal enum NullsOrder
{
    Default,
    First,
    Last,
}
