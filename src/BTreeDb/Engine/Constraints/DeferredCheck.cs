using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Engine.Constraints;

/// <summary>A check that was put off to the commit, or to SET CONSTRAINTS ... IMMEDIATE.</summary>
/// <param name="Key">The foreign key.</param>
/// <param name="RowKey">The clustered key of a referencing row whose key was not found; or null.</param>
/// <param name="Referenced">A key that has gone and may still be referred to; or null.</param>
internal sealed record DeferredCheck(ForeignKeySchema Key, byte[]? RowKey, Datum[]? Referenced);
