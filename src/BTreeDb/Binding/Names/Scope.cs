using System.Collections.Immutable;

namespace BTreeDb.Binding.Names;

/// <summary>What names mean at one place of a statement: the items of FROM, and the scopes around.</summary>
/// <param name="Outer">The scope around a subquery, or null.</param>
/// <param name="Level">The query level that the items belong to.</param>
/// <param name="CommonTables">The common tables in sight.</param>
/// <param name="Items">The items that can be seen.</param>
internal sealed record Scope(Scope? Outer, QueryLevel Level, CommonTables? CommonTables, ImmutableArray<ScopeItem> Items)
{
    /// <summary>Whether the items are only seen because a subquery or function in FROM is lateral.</summary>
    public bool IsLateral { get; init; }

    /// <summary>A scope without items, for a query inside <paramref name="outer"/>.</summary>
    public static Scope Inside(Scope? outer, CommonTables? commonTables) =>
        new(outer, new QueryLevel(outer?.Level), commonTables, []);

    /// <summary>The same place with other items.</summary>
    public Scope With(ImmutableArray<ScopeItem> items) => this with { Items = items };

    /// <summary>The scope with its level's clause set, which decides about aggregates in what is bound next.</summary>
    public Scope In(ClauseKind clause)
    {
        Level.Clause = clause;
        return this;
    }
}
