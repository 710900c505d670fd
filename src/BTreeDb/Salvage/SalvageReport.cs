namespace BTreeDb.Salvage;

/// <summary>What a salvage saved and what it did not.</summary>
/// <param name="Tables">The tables of the new database.</param>
/// <param name="Losses">What is lost or doubtful, in words, one thing each.</param>
internal sealed record SalvageReport(IReadOnlyList<SalvagedTable> Tables, IReadOnlyList<string> Losses);
