using BTreeDb.Binding;
using BTreeDb.Execution.Vectors;
using BTreeDb.Transactions;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>The functions about advisory locks, for each row in turn. Those of type void yield empty text.</summary>
internal sealed class AdvisoryLockExpression(FunctionId function, VectorExpression[] arguments, SqlType type, int capacity)
    : VectorExpression(type)
{
    private static readonly Datum Void = Datum.FromBytes([]);

    private readonly ColumnVector _result = ColumnVector.Create(type, capacity);
    private readonly ColumnVector[] _values = new ColumnVector[arguments.Length];

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        for (var i = 0; i < arguments.Length; i++)
            _values[i] = arguments[i].Evaluate(batch, context);
        _result.Clear();
        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            if (IsAnyNull(row))
                _result.Nulls.SetNull(row);
            else
                _result.SetDatum(row, Call(row, context.AdvisoryLocks ?? throw ExpressionErrors.NoSession(function)));
        }

        return _result;
    }

    private bool IsAnyNull(int row)
    {
        foreach (var value in _values)
        {
            if (value.IsNull(row))
                return true;
        }

        return false;
    }

    private Datum Call(int row, IAdvisoryLocks locks)
    {
        switch (function)
        {
            case FunctionId.AdvisoryUnlockAll:
                locks.ReleaseAll();
                return Void;
            case FunctionId.AdvisoryUnlock or FunctionId.AdvisoryUnlockShared:
                return Datum.FromBoolean(locks.Release(KeyOf(row), function == FunctionId.AdvisoryUnlockShared));
        }

        var isShared = function is FunctionId.AdvisoryLockShared or FunctionId.AdvisoryXactLockShared
            or FunctionId.TryAdvisoryLockShared or FunctionId.TryAdvisoryXactLockShared;
        var ofTransaction = function is FunctionId.AdvisoryXactLock or FunctionId.AdvisoryXactLockShared
            or FunctionId.TryAdvisoryXactLock or FunctionId.TryAdvisoryXactLockShared;
        var waits = function is FunctionId.AdvisoryLock or FunctionId.AdvisoryLockShared
            or FunctionId.AdvisoryXactLock or FunctionId.AdvisoryXactLockShared;
        var isLocked = locks.Acquire(KeyOf(row), isShared, ofTransaction, waits);
        return waits ? Void : Datum.FromBoolean(isLocked);
    }

    private AdvisoryKey KeyOf(int row)
    {
        var first = _values[0].GetDatum(row).AsInt64();
        return _values.Length == 1
            ? new AdvisoryKey(first, IsPair: false)
            : new AdvisoryKey(first << 32 | (uint)_values[1].GetDatum(row).AsInt64(), IsPair: true);
    }
}
