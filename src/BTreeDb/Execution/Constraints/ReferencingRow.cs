using BTreeDb.Catalog;

namespace BTreeDb.Execution.Constraints;

/// <summary>A row whose key was not found when it was written; looked at again when its foreign key is checked.</summary>
/// <param name="Key">The foreign key.</param>
/// <param name="RowKey">The row's clustered key.</param>
internal readonly record struct ReferencingRow(ForeignKeySchema Key, byte[] RowKey);
