namespace BTreeDb.Catalog.SystemRelations;

/// <summary>What the system catalog tells of where a column's values come from.</summary>
internal static class ColumnFacts
{
    /// <summary>PostgreSQL's letter for identity columns: a for ALWAYS, d for BY DEFAULT; empty for others.</summary>
    public static string IdentityLetter(ColumnSchema column) => column.Generation switch
    {
        ColumnGeneration.IdentityAlways => "a",
        ColumnGeneration.IdentityByDefault => "d",
        _ => "",
    };

    /// <summary>Whether the column is computed from others.</summary>
    public static bool IsGenerated(ColumnSchema column) => column.IsGenerated;
}
