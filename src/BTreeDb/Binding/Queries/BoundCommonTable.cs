namespace BTreeDb.Binding.Queries;

/// <summary>
/// A common table whose references share one query, so that it is computed once. What refers to it once only may be
/// merged into the query around by planning. Compared by identity.
/// </summary>
/// <param name="name">Its name.</param>
/// <param name="query">The query.</param>
/// <param name="isMaterialized">MATERIALIZED was written.</param>
internal sealed class BoundCommonTable(string name, BoundQuery query, bool isMaterialized)
{
    public string Name { get; } = name;

    /// <summary>The query; its columns are in the order of those of each reference.</summary>
    public BoundQuery Query { get; } = query;

    /// <summary>Whether it must be computed on its own.</summary>
    public bool IsMaterialized { get; } = isMaterialized;

    /// <summary>Whether it changes rows: then it runs whether or not anybody refers to it.</summary>
    public bool IsChange => Query is BoundChangeQuery;

    /// <summary>How many references there are.</summary>
    public int ReferenceCount { get; set; }
}
