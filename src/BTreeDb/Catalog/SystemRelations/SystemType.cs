using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations;

/// <summary>A built-in type.</summary>
/// <param name="Oid">Its number.</param>
/// <param name="ArrayOid">The number of the type of its arrays; 0 when there is none.</param>
/// <param name="Name">Its internal name.</param>
/// <param name="Length">Bytes in PostgreSQL; -1 when they vary.</param>
/// <param name="Category">The letter of its category.</param>
/// <param name="IsPreferred">Whether it is the category's preferred type.</param>
/// <param name="Family">Our family; null where we only have the name.</param>
internal sealed record SystemType(
    long Oid, long ArrayOid, string Name, int Length, char Category, bool IsPreferred, TypeId? Family);
