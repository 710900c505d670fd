namespace BTreeDb.Execution.Operators;

/// <summary>
/// The operators of the threads that help with an execution, and a context for each. Made when they are needed first, and kept for
/// the executions that follow.
/// </summary>
/// <param name="create">Makes the operators of one more thread.</param>
internal sealed class WorkerOperators<T>(Func<T> create) : IDisposable
    where T : Operator
{
    private readonly List<T> _operators = [];
    private readonly List<StatementContext> _contexts = [];

    /// <summary>How many have been prepared for this execution.</summary>
    public int Count => _contexts.Count;

    /// <summary>The operators of a worker.</summary>
    public T this[int worker] => _operators[worker];

    /// <summary>The context of a worker.</summary>
    public StatementContext ContextOf(int worker) => _contexts[worker];

    /// <summary>Forgets the contexts of the execution before.</summary>
    public void Reset() => _contexts.Clear();

    /// <summary>Prepares as many workers as are to help with an execution, beside those that do already.</summary>
    public void Prepare(int count, StatementContext context)
    {
        for (var i = _contexts.Count; i < count; i++)
        {
            if (i == _operators.Count)
                _operators.Add(create());
            _contexts.Add(context.ForWorker());
        }
    }

    /// <summary>Ends the execution of all.</summary>
    public void Close()
    {
        foreach (var worker in _operators)
            worker.Close();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var worker in _operators)
            worker.Dispose();
    }
}
