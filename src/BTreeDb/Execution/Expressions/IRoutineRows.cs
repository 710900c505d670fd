using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Expressions;

/// <summary>The rows of a function that is running.</summary>
internal interface IRoutineRows : IDisposable
{
    /// <summary>The next rows, valid until the next call; null behind the last.</summary>
    Batch? Next();
}
