namespace BTreeDb.Execution.Operators;

/// <summary>An aggregation, which may be shared by workers: each reads a part of the input, then the groups are merged.</summary>
internal abstract class AggregateOperator(Operator input) : UnaryOperator(input)
{
    /// <summary>How many operators share the input, and the memory.</summary>
    public int Readers { get; set; } = 1;

    /// <summary>Reads all of the input, or what the workers beside leave of it. To be called before the first result.</summary>
    public abstract void ReadInput();

    /// <summary>Takes over the groups of workers that have read their parts.</summary>
    public abstract void MergeFrom(WorkerOperators<AggregateOperator> workers);

    /// <inheritdoc/>
    public override void OpenBeside(StatementContext context, Operator primary)
    {
        Begin();
        base.OpenBeside(context, primary);
    }

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        Begin();
        base.Open(context);
    }

    /// <summary>Forgets the last execution.</summary>
    protected abstract void Begin();
}
