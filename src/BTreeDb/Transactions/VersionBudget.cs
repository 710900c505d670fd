using BTreeDb.Files;

namespace BTreeDb.Transactions;

/// <summary>How much memory old versions and undo entries may take before they go to temporary files.</summary>
/// <param name="Files">Where temporary files are made.</param>
/// <param name="Bytes">The bound; with none at all, for tests, every change goes to a file when the next one comes.</param>
internal sealed record VersionBudget(TemporaryFiles Files, long Bytes);
