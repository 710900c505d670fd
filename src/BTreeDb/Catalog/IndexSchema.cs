using System.Collections.Immutable;
using BTreeDb.Primitives;

namespace BTreeDb.Catalog;

/// <summary>
/// A secondary index. Its tree maps (key columns, primary key) to nothing, or for unique indexes without a null in the
/// key, (key columns) to the primary key.
/// </summary>
internal sealed record IndexSchema(
    ObjectId Id, string Name, ObjectId TableId, TreeId Tree, bool IsUnique, ImmutableArray<IndexColumn> Columns,
    bool BacksConstraint = false);
