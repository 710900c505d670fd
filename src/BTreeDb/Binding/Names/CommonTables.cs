using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding.Names;

/// <summary>
/// The common tables that a query sees: a chain, innermost and latest first. Each reference binds the query anew, in
/// the surroundings of its definition.
/// </summary>
/// <param name="Outer">Those defined before, which this one's own query sees.</param>
/// <param name="Definition">The common table.</param>
/// <param name="Scope">The scope around the WITH clause.</param>
/// <param name="IsRecursive">Whether the clause says RECURSIVE.</param>
internal sealed record CommonTables(CommonTables? Outer, CommonTable Definition, Scope? Scope, bool IsRecursive)
{
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
