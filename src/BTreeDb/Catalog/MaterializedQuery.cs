using System.Collections.Immutable;

namespace BTreeDb.Catalog;

/// <summary>What makes a table a materialized view.</summary>
/// <param name="Sql">The query in canonical SQL.</param>
/// <param name="IsPopulated">False after WITH NO DATA: reading is refused until a REFRESH.</param>
/// <param name="References">The relations that the query reads.</param>
internal sealed record MaterializedQuery(string Sql, bool IsPopulated, ImmutableArray<ObjectId> References);
