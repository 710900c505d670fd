using System.Collections.Immutable;
using System.Diagnostics;
using BTreeDb.Diagnostics;
using BTreeDb.Engine.Plans;
using BTreeDb.Engine.Prepared;
using BTreeDb.Engine.Settings;
using BTreeDb.Execution.Operators;
using BTreeDb.Parsing.Syntax.Session;
using BTreeDb.Planning.Explain;
using BTreeDb.Types;

namespace BTreeDb.Engine;

/// <summary>Runs EXPLAIN: plans a statement, and with ANALYZE runs it and measures its nodes.</summary>
internal sealed class ExplainRun(
    StatementExecution execution, SessionTransaction transaction, StatementPlanner planner, PreparationCommands preparations,
    SettingsScope settings)
{
    /// <summary>The columns of the answer.</summary>
    public static ImmutableArray<ResultColumn> Columns { get; } = [new ResultColumn("QUERY PLAN", SqlType.Text, IsNullable: false)];

    /// <summary>Runs EXPLAIN; with ANALYZE what it explains, too.</summary>
    public ResultSet Run(
        ResultSet result, PreparedStatement statement, ExplainStatement explain, ReadOnlySpan<Datum> parameters,
        ReadOnlySpan<SqlType> types, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            execution.Begin(cancellation);
            var retry = StatementRetry.Begin(transaction);
            try
            {
                return ExplainOnce(result, statement, explain, parameters, types);
            }
            catch (EngineException failure) when (retry.IsPossibleAfter(failure))
            {
                execution.BeginAnew(retry, attempt, cancellation);
            }
        }
    }

    private ResultSet ExplainOnce(
        ResultSet result, PreparedStatement statement, ExplainStatement explain, ReadOnlySpan<Datum> parameters,
        ReadOnlySpan<SqlType> types)
    {
        var options = ExplainOptions.Of(explain);
        var syntax = explain.Statement;
        Datum[]? arguments = null;
        if (syntax is ExecuteStatement execute)
        {
            (var named, arguments) = preparations.Resolve(statement, execute, parameters, types);
            syntax = named.Statement.Syntax;
            statement = named.Statement;
            parameters = arguments;
            types = named.ParameterTypes.AsSpan();
        }

        var start = Stopwatch.GetTimestamp();
        var plan = planner.Plan(ExplainCommand.PlannedPartOf(syntax, options.IsAnalyze), statement, types);
        if (arguments is not null)
            plan = planner.PlanFor(plan, arguments) ?? plan;
        var planning = Stopwatch.GetElapsedTime(start);
        start = Stopwatch.GetTimestamp();
        var measurements = options.IsAnalyze ? Measure(plan, parameters, types) : null;
        var elapsed = Stopwatch.GetElapsedTime(start);
        var rows = ExplainCommand.Print(plan, options, measurements, planning, elapsed, settings, execution.Context.ParallelWorkers);
        if (options.IsAnalyze && plan.RunsAtOnce)
            execution.PrepareCommit();
        else
            execution.EndReading();
        var buffer = new BufferedRows();
        buffer.AddText(rows);
        return result.Start(Columns, buffer, "EXPLAIN", -1);
    }

    /// <summary>Runs a statement only to measure it; what it changes stays changed.</summary>
    private PlanMeasurements Measure(CachedPlan plan, ReadOnlySpan<Datum> parameters, ReadOnlySpan<SqlType> types)
    {
        execution.CheckMayRun(plan);
        execution.Bind(plan, parameters, types);
        var measurements = new PlanMeasurements();
        using var root = OperatorFactory.Create(plan.Plan, measurements);
        root.Open(execution.Context);
        while (root.Next() is not null)
        {
        }
        execution.Constraints.EndStatement();
        return measurements;
    }
}
