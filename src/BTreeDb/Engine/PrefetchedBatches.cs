using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Engine;

/// <summary>
/// A query whose first rows have been read before the user asks for them: a conflict that shows in reading them, of
/// serializable transactions, can still be answered by running the statement again.
/// </summary>
internal sealed class PrefetchedBatches(IBatchSource source) : IBatchSource
{
    private readonly IBatchSource _source = source;
    private Batch? _first = source.Next();

    /// <inheritdoc/>
    public Batch? Next()
    {
        if (_first is not { } first)
            return _source.Next();
        _first = null;
        return first;
    }
}
