using System.Globalization;
using BTreeDb.Engine.Plans;
using BTreeDb.Engine.Settings;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Changes;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Parsing.Syntax.Session;
using BTreeDb.Planning.Explain;

namespace BTreeDb.Engine;

/// <summary>EXPLAIN: what of a statement is planned, and the answer in its formats.</summary>
internal static class ExplainCommand
{
    /// <summary>The query or change whose plan is shown: of CREATE TABLE AS and its like, the query.</summary>
    public static Statement PlannedPartOf(Statement statement, bool isAnalyze) => statement switch
    {
        DeclareCursorStatement declare => declare.Query,
        CreateTableAsStatement { Query: SelectStatement query } when !isAnalyze => query,
        CreateMaterializedViewStatement { Query: SelectStatement query } when !isAnalyze => query,
        SelectStatement or InsertStatement or UpdateStatement or DeleteStatement or MergeStatement => statement,
        _ => throw SessionErrors.NotSupported("EXPLAIN of this kind of statement", statement.Position),
    };

    /// <summary>The rows of the answer.</summary>
    public static List<string[]> Print(
        CachedPlan plan, ExplainOptions options, PlanMeasurements? measurements, TimeSpan planning, TimeSpan execution,
        SettingsScope settings, int parallelWorkers)
    {
        // Where each operator is measured, one thread runs them all.
        var workers = PlanWorkers.Of(plan.Plan, measurements is null ? parallelWorkers : 0);
        var summary = SummaryOf(options, planning, execution, settings);
        var withTiming = options.WithTiming ?? true;
        if (options.Format == ExplainFormat.Text)
        {
            var rows = new List<string[]>();
            foreach (var line in PlanText.Format(plan.Plan, options.WithCosts, measurements, withTiming, options.IsVerbose, withProjections: false, workers))
                rows.Add([line]);
            foreach (var property in summary)
                rows.Add([$"{property.Name}: {property.Value}{(property.IsBare ? " ms" : "")}"]);
            return rows;
        }

        var outline = PlanOutline.Of(plan.Plan, options.WithCosts, measurements, withTiming, options.IsVerbose, workers);
        var document = new PlanDocument(outline, summary);
        return options.Format switch
        {
            ExplainFormat.Json => [[document.ToJson()]],
            ExplainFormat.Yaml => [[document.ToYaml()]],
            _ => [[document.ToXml()]],
        };
    }

    private static List<PlanProperty> SummaryOf(
        ExplainOptions options, TimeSpan planning, TimeSpan execution, SettingsScope settings)
    {
        var summary = new List<PlanProperty>();
        if (options.WithSettings && ChangedSettings(settings) is { Length: > 0 } changed)
            summary.Add(PlanProperty.Text("Settings", changed));
        if (!(options.WithSummary ?? options.IsAnalyze))
            return summary;
        summary.Add(PlanProperty.Number("Planning Time", Milliseconds(planning)));
        if (options.IsAnalyze)
            summary.Add(PlanProperty.Number("Execution Time", Milliseconds(execution)));
        return summary;
    }

    private static string ChangedSettings(SettingsScope settings)
    {
        var changed = new List<string>();
        foreach (var setting in KnownSettings.Describe(settings))
        {
            var isPlanning = setting.Name.StartsWith("enable_", StringComparison.Ordinal) || setting.Name == "work_mem";
            if (isPlanning && setting.Value != setting.Default)
                changed.Add($"{setting.Name} = '{setting.Value}'");
        }

        return string.Join(", ", changed);
    }

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("F3", CultureInfo.InvariantCulture);
}
