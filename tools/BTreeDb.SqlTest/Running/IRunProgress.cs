namespace BTreeDb.SqlTest.Running;

/// <summary>Hears about each record as it is run, so that a watchdog can tell a slow file from a dead one.</summary>
internal interface IRunProgress
{
    /// <summary>A record is about to be run.</summary>
    /// <param name="line">Its one-based line.</param>
    /// <param name="passed">Records passed so far.</param>
    /// <param name="failed">Records failed so far.</param>
    /// <param name="skipped">Records skipped so far.</param>
    void Starting(int line, int passed, int failed, int skipped);
}
