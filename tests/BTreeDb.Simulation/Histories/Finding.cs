namespace BTreeDb.Simulation.Histories;

/// <summary>An anomaly of a history.</summary>
/// <param name="Anomaly">Its class.</param>
/// <param name="Description">Who and what.</param>
internal sealed record Finding(Anomaly Anomaly, string Description);
