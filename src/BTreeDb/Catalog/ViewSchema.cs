using System.Collections.Immutable;

namespace BTreeDb.Catalog;

/// <summary>A view: its query in canonical SQL, and the column names it shows.</summary>
internal sealed record ViewSchema(
    ObjectId Id, string SchemaName, string Name, string QuerySql, ImmutableArray<string> ColumnNames)
{
    /// <summary>WITH CHECK OPTION.</summary>
    public ViewCheck CheckOption { get; init; }

    /// <summary>The tables and views that its query reads; they cannot be dropped from under it.</summary>
    public ImmutableArray<ObjectId> References { get; init; } = [];
}
