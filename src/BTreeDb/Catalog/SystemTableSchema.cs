using System.Collections.Immutable;

namespace BTreeDb.Catalog;

/// <summary>
/// A relation of <c>pg_catalog</c> or <c>information_schema</c>: its rows are no records but computed when a query reads
/// it, from the catalog and the session (see <c>SystemRelations/</c>).
/// </summary>
/// <param name="Oid">The number under which PostgreSQL's catalogs know it.</param>
/// <param name="SchemaName">The schema that it lives in.</param>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record SystemTableSchema(uint Oid, string SchemaName, string Name, ImmutableArray<ColumnSchema> Columns)
{
    /// <summary>Whether PostgreSQL has it as a view.</summary>
    public bool IsView { get; init; }
}
