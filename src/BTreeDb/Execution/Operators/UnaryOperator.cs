namespace BTreeDb.Execution.Operators;

/// <summary>An operator over one input.</summary>
internal abstract class UnaryOperator(Operator input) : Operator
{
    /// <summary>The operator below.</summary>
    protected Operator Input { get; } = input;

    /// <summary>The context of this execution.</summary>
    protected StatementContext Context { get; private set; } = null!;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        Context = context;
        Input.Open(context);
    }

    /// <inheritdoc/>
    public override void OpenBeside(StatementContext context, Operator primary)
    {
        Context = context;
        Input.OpenBeside(context, ((UnaryOperator)primary).Input);
    }

    /// <inheritdoc/>
    public override void StopReading() => Input.StopReading();

    /// <inheritdoc/>
    public override Tables.ScanMorsels? Parts => Input.Parts;

    /// <inheritdoc/>
    public override void Close() => Input.Close();

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        Input.Dispose();
    }
}
