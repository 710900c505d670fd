using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Engine;

/// <summary>A column of a result.</summary>
/// <param name="Name">The name that the query gives it.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsNullable">False only where NULL is known to be impossible.</param>
/// <param name="Table">The table whose column this is unchanged, or null.</param>
/// <param name="Column">The column of <paramref name="Table"/>, or null.</param>
internal sealed record ResultColumn(
    string Name, SqlType Type, bool IsNullable = true, TableSchema? Table = null, ColumnSchema? Column = null);
