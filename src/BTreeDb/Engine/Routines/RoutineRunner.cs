using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Routines;
using BTreeDb.Binding.Statements;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Engine.Constraints;
using BTreeDb.Engine.Plans;
using BTreeDb.Engine.Settings;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Planning;
using BTreeDb.Types;

namespace BTreeDb.Engine.Routines;

/// <summary>
/// Runs the statements of routines within the session's transaction. What is planned for a call is kept for the next one,
/// until the catalog changes; a routine that calls itself has plans for each depth.
/// </summary>
internal sealed class RoutineRunner(SessionTransaction transaction, SettingsScope settings, StatementContext session)
    : IRoutines, IDisposable
{
    private const int IdleMax = 64;

    private readonly List<RoutinePlan> _idle = [];
    private ulong _version;

    /// <inheritdoc/>
    public Datum Call(
        RoutineSchema routine, ReadOnlySpan<SqlType> types, ReadOnlySpan<Datum> arguments, SqlType result)
    {
        using var rows = Start(routine, types, arguments, result.Id == TypeId.Void ? [] : [result]);
        if (result.Id == TypeId.Void)
            return Datum.Null;
        while (rows.Next() is { } batch)
        {
            if (batch.Count > 0)
                return batch.Columns[0].GetDatum(batch.Selection?[0] ?? 0);
        }

        return Datum.Null;
    }

    /// <inheritdoc/>
    public IRoutineRows Open(
        RoutineSchema routine, ReadOnlySpan<SqlType> types, ReadOnlySpan<Datum> arguments, ReadOnlySpan<SqlType> columns) =>
        Start(routine, types, arguments, columns);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var plan in _idle)
            plan.Dispose();
        _idle.Clear();
    }

    /// <summary>Gives back what a call has used.</summary>
    public void Return(RoutinePlan plan)
    {
        if (_idle.Count < IdleMax && _version == transaction.Catalog.Version)
            _idle.Add(plan);
        else
            plan.Dispose();
    }

    private RoutineRows Start(
        RoutineSchema routine, ReadOnlySpan<SqlType> types, ReadOnlySpan<Datum> arguments, ReadOnlySpan<SqlType> columns)
    {
        StackDepth.Ensure();
        session.CheckCancellation();
        var plan = Rent(routine, types, columns);
        try
        {
            return RoutineRows.Start(this, plan, session, arguments.ToArray());
        }
        catch
        {
            plan.Dispose();
            throw;
        }
    }

    private RoutinePlan Rent(RoutineSchema routine, ReadOnlySpan<SqlType> types, ReadOnlySpan<SqlType> columns)
    {
        if (_version != transaction.Catalog.Version)
        {
            Dispose();
            _version = transaction.Catalog.Version;
        }

        for (var i = _idle.Count - 1; i >= 0; i--)
        {
            var plan = _idle[i];
            if (!plan.Serves(routine, types, columns))
                continue;
            _idle.RemoveAt(i);
            return plan;
        }

        return Make(routine, types.ToArray(), columns.ToArray());
    }

    private RoutinePlan Make(RoutineSchema routine, SqlType[] types, SqlType[] columns)
    {
        try
        {
            var options = new BindingOptions { Conversion = session.Evaluation.Conversion(isExplicit: false) };
            var bound = RoutineBodyBinder.Bind(
                routine, RoutineBodyBinder.Parse(routine), [.. types], [.. columns], transaction.Catalog, options);
            var statements = new RoutineStatement[bound.Length];
            for (var i = 0; i < statements.Length; i++)
                statements[i] = Make(routine, bound[i], types);
            return new RoutinePlan(routine, types, columns, statements);
        }
        catch (EngineException failure) when (failure.Position >= 0)
        {
            // A place in the body is no place in the statement.
            throw failure.WithoutPosition();
        }
    }

    private RoutineStatement Make(RoutineSchema routine, BoundStatement bound, SqlType[] types)
    {
        var command = CachedPlan.CommandOf(bound);
        var writes = command != "SELECT" || !bound.Changes.IsEmpty;
        if (writes && routine.Volatility != RoutineVolatility.Volatile)
            throw SessionErrors.ChangeInStableFunction(command);
        if (writes && transaction.IsReadOnly)
            throw SessionErrors.ReadOnlyTransaction(command);
        var plan = Planner.Plan(
            bound, transaction.Catalog, PlanConditions.PlannerSettingsOf(settings.Current),
            new ConstantEvaluator(session.Evaluation));
        var context = new StatementContext
        {
            Evaluation = session.Evaluation.ForWorker(),
            Tables = session.Tables,
            SystemRows = session.SystemRows,
            SpillStorage = session.SpillStorage,
        };
        return new RoutineStatement(
            OperatorFactory.Create(plan), context, writes ? new ConstraintChecks(transaction, settings, context) : null, types);
    }
}
