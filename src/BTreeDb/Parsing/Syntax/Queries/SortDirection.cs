namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary>Ascending unless said otherwise; what was written is kept for the printer.</summary>
internal enum SortDirection
{
    Default,
    Ascending,
    Descending,
}
