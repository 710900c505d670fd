using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Execution.Constraints;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Tables;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// The common part of INSERT, UPDATE and DELETE: reads the input, all of it before the first write where it could see the
/// statement's own writes, writes row by row, and yields what RETURNING asks for.
/// </summary>
internal abstract class ChangeOperator : UnaryOperator
{
    private readonly TableSchema _table;
    private readonly RowBuffer? _buffer;
    private readonly VectorExpression[] _returning;
    private readonly Batch _output;
    private Table? _known;
    private ConstraintObserver? _observer;
    private IBatchSource _source = null!;
    private bool _isStarted;
    private bool _isRead;

    /// <summary>Changes a table.</summary>
    /// <param name="input">The rows.</param>
    /// <param name="table">The table.</param>
    /// <param name="buffer">Keeps the input before the first write; null where that is not needed.</param>
    /// <param name="returning">RETURNING over what <see cref="Change"/> returns; empty without.</param>
    protected ChangeOperator(Operator input, TableSchema table, RowBuffer? buffer, VectorExpression[] returning)
        : base(input)
    {
        (_table, _buffer, _returning) = (table, buffer, returning);
        _output = new Batch(new ColumnVector[returning.Length]);
    }

    /// <summary>Whether there is a RETURNING.</summary>
    protected bool Returns => _returning.Length > 0;

    /// <summary>Writes the table.</summary>
    protected TableWriter Writer { get; private set; } = null!;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _isStarted = _isRead = false;
        base.Open(context);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (!_isStarted)
            Start();
        try
        {
            return ChangeNext();
        }
        catch (EngineException error) when (IsOfRow(error))
        {
            // A row before this one may violate a constraint that is found out only now, and that error is the first.
            Writer.Flush();
            throw;
        }
    }

    private Batch? ChangeNext()
    {
        while (_source.Next() is { } batch)
        {
            Context.CheckCancellation();
            if (batch.Count == 0)
                continue;
            var changed = Change(batch);
            if (_returning.Length > 0 && changed.Count > 0)
                return Returned(changed);
        }
        Writer.Flush();
        return null;
    }

    /// <inheritdoc/>
    public override void ReadAhead()
    {
        _buffer!.Fill(Input, Context);
        _isRead = true;
    }

    /// <inheritdoc/>
    public override void Close()
    {
        if (_isStarted)
            Writer.Close();
        _isStarted = false;
        _buffer?.Clear();
        base.Close();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        Writer?.Dispose();
    }

    /// <summary>
    /// Writes a batch's counted rows and returns what RETURNING sees, with the changed rows selected.
    /// </summary>
    protected abstract Batch Change(Batch batch);

    /// <summary>Whether an error is one of values or constraints.</summary>
    private static bool IsOfRow(EngineException error) =>
        error.SqlState.StartsWith("22", StringComparison.Ordinal) || error.SqlState.StartsWith("23", StringComparison.Ordinal);

    private void Start()
    {
        // A definition has one table as long as it is in use.
        var access = Context.Tables!;
        var table = _known is not null && ReferenceEquals(_known.Schema, _table) ? _known : access.GetTable(_table);
        if (!ReferenceEquals(table, _known))
        {
            Writer?.Dispose();
            _observer = ConstraintObserver.Create(table, access);
            Writer = new TableWriter(table) { Observer = _observer };
            _known = table;
        }
        _observer?.Begin(access, Context.Constraints, Context.Evaluation);
        _isStarted = true;
        Writer.Open(access);
        if (_buffer is null)
        {
            _source = Input;
            return;
        }
        if (!_isRead)
            _buffer.Fill(Input, Context);
        _source = _buffer;
    }

    private Batch Returned(Batch changed)
    {
        for (var i = 0; i < _returning.Length; i++)
            _output.SetColumn(i, _returning[i].Evaluate(changed, Context.Evaluation));
        _output.SelectAs(changed);
        return _output;
    }
}
