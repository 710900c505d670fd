using BTreeDb.Catalog;

namespace BTreeDb.Engine.Cursors;

/// <summary>The table behind a cursor, whose primary key lies behind the shown columns.</summary>
internal sealed record CursorKey(TableSchema Table);
