namespace BTreeDb.Simulation.Torture;

/// <summary>The database has broken a promise.</summary>
internal sealed class TortureFailure(string message, Exception? cause = null) : Exception(message, cause);
