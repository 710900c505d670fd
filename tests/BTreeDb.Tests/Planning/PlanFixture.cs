using System.Text;
using BTreeDb.Binding;
using BTreeDb.Binding.Statements;
using BTreeDb.Engine.Plans;
using BTreeDb.Execution.Expressions;
using BTreeDb.Parsing;
using BTreeDb.Planning;
using BTreeDb.Planning.Explain;
using BTreeDb.Planning.Physical;
using BTreeDb.Types;

namespace BTreeDb.Tests.Planning;

/// <summary>Short ways from a text to its plan.</summary>
internal static class PlanFixture
{
    public static StatementPlan Plan(
        string sql, PlanCatalog catalog, PlannerSettings? settings = null, params SqlType[] parameterTypes) =>
        Planner.Plan(
            Bind(sql, catalog, parameterTypes), catalog, settings ?? PlannerSettings.Default,
            new ConstantEvaluator(new EvaluationContext()));

    public static string Explain(string sql, PlanCatalog catalog, params SqlType[] parameterTypes) =>
        string.Join('\n', PlanText.Format(Plan(sql, catalog, null, parameterTypes), withCosts: false)) + "\n";

    /// <summary>The logical plan after each rewrite that changed it.</summary>
    public static string Trace(string sql, PlanCatalog catalog)
    {
        var text = new StringBuilder();
        var last = "";
        Planner.Plan(
            Bind(sql, catalog), catalog, PlannerSettings.Default, new ConstantEvaluator(new EvaluationContext()),
            (stage, plan) =>
            {
                var current = LogicalText.Of(plan);
                if (current != last)
                    text.Append(stage).Append(":\n").Append(current);
                last = current;
            });
        return text.ToString();
    }

    private static BoundStatement Bind(string sql, PlanCatalog catalog, params SqlType[] parameterTypes) => Binder.Bind(
        SqlParser.ParseStatement(sql), catalog, BindingOptions.Default with { ParameterTypes = [.. parameterTypes] });
}
