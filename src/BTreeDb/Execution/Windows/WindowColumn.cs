using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Windows;

/// <summary>A function over a window.</summary>
internal abstract class WindowColumn(SqlType type)
{
    /// <summary>The results of a block.</summary>
    public ColumnVector Result { get; } = ColumnVector.Create(type);

    /// <summary>Starts with other rows.</summary>
    public virtual void Rewind()
    {
    }

    /// <summary>Computes the results of a block; blocks come in order.</summary>
    public void Compute(WindowBlock block, StatementContext context)
    {
        Result.Clear();
        Fill(block, context);
    }

    /// <summary>Fills the cleared result.</summary>
    protected abstract void Fill(WindowBlock block, StatementContext context);
}
