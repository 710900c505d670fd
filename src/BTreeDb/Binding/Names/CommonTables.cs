using BTreeDb.Binding.Queries;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding.Names;

/// <summary>
/// The common tables that a query sees: a chain, innermost and latest first. A table's query is bound once, in the
/// surroundings of its definition, and shared by the references; only what must be merged into each of them is bound anew.
/// </summary>
/// <param name="outer">Those defined before, which this one's own query sees.</param>
/// <param name="definition">The common table.</param>
/// <param name="scope">The scope around the WITH clause.</param>
/// <param name="clause">The WITH clause.</param>
internal sealed class CommonTables(CommonTables? outer, CommonTable definition, Scope? scope, WithClause clause)
{
    /// <summary>Those defined before.</summary>
    public CommonTables? Outer { get; } = outer;

    public CommonTable Definition { get; } = definition;

    public Scope? Scope { get; } = scope;

    /// <summary>The WITH clause that it stands in.</summary>
    public WithClause Clause { get; } = clause;

    public bool IsRecursive => Clause.Recursive;

    /// <summary>What the table's own query sees: under RECURSIVE every table of the clause.</summary>
    public CommonTables? Visible { get; set; } = outer;

    /// <summary>The table once it is bound.</summary>
    public BoundCommonTable? Bound { get; set; }

    /// <summary>Whether its query is being bound.</summary>
    public bool IsInProgress { get; set; }

    /// <summary>Whether each reference binds the query anew: NOT MATERIALIZED, or because it depends on the row around it.</summary>
    public bool IsInlined { get; set; }

    /// <summary>Whether its query turned out to refer to itself.</summary>
    public bool RefersToItself { get; set; }

    /// <summary>How many columns SEARCH and CYCLE add, as far as the query being bound can see them.</summary>
    public int AddedColumns { get; set; }

    /// <summary>While its recursive term is bound: the table as that term sees it.</summary>
    public BoundRecursionTerm? Term { get; set; }

    /// <summary>The nearest definition of a name, or null.</summary>
    public static CommonTables? Find(CommonTables? chain, string name)
    {
        for (var entry = chain; entry is not null; entry = entry.Outer)
        {
            if (entry.Definition.Name == name)
                return entry;
        }

        return null;
    }
}
