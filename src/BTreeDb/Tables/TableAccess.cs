using BTreeDb.Catalog;

namespace BTreeDb.Tables;

/// <summary>
/// What operators reach tables through: the tables as one transaction sees them. Carried by the execution context.
/// </summary>
internal sealed class TableAccess
{
    /// <summary>The table that a schema describes; cheap, from a cache.</summary>
    public Table GetTable(TableSchema schema) => throw new NotSupportedException();
}
