using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Engine.Routines;

/// <summary>
/// A call that is running: the statements before the last one have run, the last one yields rows. A change runs to its end
/// before the first of its rows is handed out.
/// </summary>
internal sealed class RoutineRows : IRoutineRows
{
    private readonly RoutineRunner _runner;
    private readonly RoutinePlan _plan;
    private BufferedRows? _buffered;
    private RoutineStatement? _running;

    private RoutineRows(RoutineRunner runner, RoutinePlan plan) => (_runner, _plan) = (runner, plan);

    /// <summary>Starts a call.</summary>
    public static RoutineRows Start(RoutineRunner runner, RoutinePlan plan, StatementContext session, Datum[] arguments)
    {
        var rows = new RoutineRows(runner, plan);
        for (var i = 0; i < plan.Statements.Length; i++)
        {
            var statement = plan.Statements[i];
            Open(statement, session, arguments);
            if (i < plan.Statements.Length - 1)
                RunToEnd(statement, null);
            else if (statement.Checks is null)
                rows._running = statement;
            else
                RunToEnd(statement, rows._buffered = new BufferedRows());
        }

        return rows;
    }

    /// <inheritdoc/>
    public Batch? Next() => _running?.Root.Next() ?? _buffered?.Next();

    /// <inheritdoc/>
    public void Dispose()
    {
        _running?.Root.Close();
        _running = null;
        _buffered = null;
        _runner.Return(_plan);
    }

    private static void Open(RoutineStatement statement, StatementContext session, Datum[] arguments)
    {
        var context = statement.Context;
        context.WorkMemoryBytes = session.WorkMemoryBytes;
        context.ForceSpill = session.ForceSpill;
        context.RowsAffected = 0;
        context.Constraints.Clear();
        context.Evaluation.TakeSession(session.Evaluation);
        context.Evaluation.Parameters = arguments;
        statement.Root.Open(context);
    }

    private static void RunToEnd(RoutineStatement statement, BufferedRows? rows)
    {
        while (statement.Root.Next() is { } batch)
        {
            if (batch.Columns.Length > 0)
                rows?.Add(batch);
        }

        statement.End();
    }
}
