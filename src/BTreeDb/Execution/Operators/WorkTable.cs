using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>The rows that one round of a recursion hands to the next.</summary>
internal sealed class WorkTable(SqlType[] types) : IDisposable
{
    /// <summary>The columns' types.</summary>
    public SqlType[] Types => types;

    /// <summary>The rows of the round before.</summary>
    public RowBlocks Current { get; private set; } = new(types);

    /// <summary>The rows of this round.</summary>
    public RowBlocks Coming { get; private set; } = new(types);

    /// <summary>Starts the next round.</summary>
    public void Advance()
    {
        (Current, Coming) = (Coming, Current);
        Coming.Clear();
    }

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        Current.Clear();
        Coming.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();
}
