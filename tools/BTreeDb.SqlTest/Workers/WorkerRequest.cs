using BTreeDb.SqlTest.Running;

namespace BTreeDb.SqlTest.Workers;

/// <summary>What the parent writes to a worker, one JSON line for each file.</summary>
/// <param name="File">The script.</param>
/// <param name="Options">How to run it.</param>
internal sealed record WorkerRequest(string File, RunOptions Options);
