using BTreeDb.Binding;
using BTreeDb.Engine.Settings;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Operators;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Planning;
using BTreeDb.Types;

namespace BTreeDb.Engine.Plans;

/// <summary>
/// A session's way to plans: the one of a statement's last execution, with its operators, while its conditions hold; else
/// one from the cache that sessions share; else a new one.
/// </summary>
internal sealed class StatementPlanner(
    DatabaseEngine engine, SessionTransaction transaction, SettingsScope settings, EvaluationContext evaluation)
{
    /// <summary>Statements of a session that keep operators for their next execution.</summary>
    private const int RunningPlansMax = 24;

    private readonly RunningPlans _runningPlans = new(RunningPlansMax);
    private SessionSettings? _plannedUnder;
    private PlannerSettings _plannerSettings = PlannerSettings.Default;

    /// <summary>The statement's plan with operators.</summary>
    public RunningPlan Prepare(PreparedStatement statement, ReadOnlySpan<SqlType> types)
    {
        var catalog = transaction.Catalog;
        if (statement.Running is { } running
            && running.Plan.Conditions.Hold(catalog.Version, catalog.RowCounts.Epoch, CurrentSettings(), types)
            && running.Plan.Conditions.HoldIn(settings.Current.TimeZone))
        {
            _runningPlans.Touch(statement);
            return running;
        }

        statement.Discard();
        var plan = FindPlan(statement, types);
        statement.Running = new RunningPlan(plan, OperatorFactory.Create(plan.Plan));
        _runningPlans.Touch(statement);
        return statement.Running;
    }

    /// <summary>A new plan for a statement, or for a part of one, that no cache keeps.</summary>
    public CachedPlan Plan(Statement syntax, PreparedStatement statement, ReadOnlySpan<SqlType> types) =>
        MakePlan(syntax, statement, ConditionsFor(types), out _);

    /// <summary>The plan to run a statement by, given its parameters: one made for them, or that for any.</summary>
    public RunningPlan Choose(PreparedStatement statement, RunningPlan generic, Datum[] parameters)
    {
        if (PlanFor(generic.Plan, parameters) is not { } custom)
            return generic;
        statement.Custom?.Dispose();
        statement.Custom = new RunningPlan(custom, OperatorFactory.Create(custom.Plan));
        return statement.Custom;
    }

    /// <summary>The plan of a statement for its parameters; null where that for any parameters is as good.</summary>
    public CachedPlan? PlanFor(CachedPlan generic, Datum[] parameters)
    {
        if (generic.Choice is not { IsWorthTrying: true } choice)
            return null;
        var plan = Planner.Plan(
            choice.Statement, transaction.Catalog, generic.Conditions.Planner, new ConstantEvaluator(evaluation), parameters);
        return choice.Note(plan) ? generic with { Plan = plan, Choice = null } : null;
    }

    private PlannerSettings CurrentSettings()
    {
        if (!ReferenceEquals(_plannedUnder, settings.Current))
        {
            _plannedUnder = settings.Current;
            _plannerSettings = PlanConditions.PlannerSettingsOf(settings.Current);
        }

        return _plannerSettings;
    }

    private CachedPlan FindPlan(PreparedStatement statement, ReadOnlySpan<SqlType> types)
    {
        var conditions = ConditionsFor(types);
        if (statement.IsTransient)
            return MakePlan(statement.Syntax, statement, conditions, out _);
        var key = new PlanKey(statement.Script.Text, statement.Number, conditions);
        if (engine.Plans.FindPlan(key) is { } known)
            return known;
        var plan = MakePlan(statement.Syntax, statement, conditions, out var dependsOnSession);

        // Literals were read under this session's zone and clock: neither others nor later executions may use the plan.
        if (dependsOnSession)
            return plan with { Conditions = conditions with { CatalogVersion = 0 } };
        engine.Plans.Keep(key, plan);
        return plan;
    }

    private PlanConditions ConditionsFor(ReadOnlySpan<SqlType> types)
    {
        var catalog = transaction.Catalog;
        return new PlanConditions(catalog.Version, catalog.RowCounts.Epoch, CurrentSettings(), [.. types]);
    }

    private CachedPlan MakePlan(
        Statement syntax, PreparedStatement statement, PlanConditions conditions, out bool dependsOnSession)
    {
        var bound = Binder.Bind(syntax, transaction.Catalog, new BindingOptions
        {
            ParameterTypes = conditions.GivenTypes,
            ParameterNames = statement.ParameterNames,
            Conversion = evaluation.Conversion(isExplicit: false),
        });
        dependsOnSession = bound.DependsOnSession;
        if (dependsOnSession)
            conditions = conditions with { Zone = settings.Current.TimeZone };
        var plan = Planner.Plan(bound, transaction.Catalog, conditions.Planner, new ConstantEvaluator(evaluation));
        return new CachedPlan(
            conditions, plan, bound.ParameterTypes, ResultColumns.Of(bound), CachedPlan.CommandOf(bound))
        {
            CallsVolatile = bound.CallsVolatile,
            ReadsClock = bound.ReadsClock,
            Choice = CustomPlanChoice.For(bound, plan),
        };
    }
}
