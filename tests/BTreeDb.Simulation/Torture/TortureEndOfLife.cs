namespace BTreeDb.Simulation.Torture;

/// <summary>The database has stopped, as it should after what the disk did; the run reopens it.</summary>
internal sealed class TortureEndOfLife(Exception cause) : Exception("the database has to be reopened", cause);
