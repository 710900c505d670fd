using BTreeDb.Primitives;

namespace BTreeDb.Salvage;

/// <summary>An intact leaf that was found in the file.</summary>
/// <param name="Page">Where.</param>
/// <param name="Lsn">When it was changed last.</param>
/// <param name="Lower">Its lower fence.</param>
/// <param name="Upper">Its upper fence; null for the last leaf of a tree.</param>
internal sealed record SalvagedLeaf(PageId Page, Lsn Lsn, byte[] Lower, byte[]? Upper);
