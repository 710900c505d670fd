namespace BTreeDb.Salvage;

/// <summary>A table that was saved.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rows">The rows saved.</param>
internal sealed record SalvagedTable(string Schema, string Name, long Rows);
