using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>The rows of its inputs, one input after the other; each is open only while it is read.</summary>
internal sealed class AppendOperator(Operator[] parts) : Operator
{
    private StatementContext _context = null!;
    private int _current;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _context = context;
        _current = 0;
        parts[0].Open(context);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (_current < parts.Length)
        {
            if (parts[_current].Next() is { } batch)
                return batch;
            parts[_current++].Close();
            if (_current < parts.Length)
                parts[_current].Open(_context);
        }
        return null;
    }

    /// <inheritdoc/>
    public override void Close()
    {
        if (_current < parts.Length)
            parts[_current].Close();
        _current = parts.Length;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        foreach (var part in parts)
            part.Dispose();
    }
}
