using BTreeDb.Types;

namespace BTreeDb.Catalog;

/// <summary>A column that is gone but still lies in rows that were written before.</summary>
/// <param name="Number">The number that it had.</param>
/// <param name="Type">Its type.</param>
/// <param name="AddedInVersion">The first schema version whose rows have it.</param>
/// <param name="DroppedInVersion">The first schema version whose rows lack it.</param>
internal sealed record DroppedColumn(int Number, SqlType Type, int AddedInVersion, int DroppedInVersion);
