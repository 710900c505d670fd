using BTreeDb.Catalog;

namespace BTreeDb.Execution.Constraints;

/// <summary>A key of a deferrable unique constraint that several rows had when one of them was written.</summary>
/// <param name="Table">The table.</param>
/// <param name="Index">The constraint's index.</param>
/// <param name="Key">The key, as entries begin.</param>
internal sealed record PossibleDuplicate(ObjectId Table, IndexSchema Index, byte[] Key);
