using System.Collections.Immutable;
using System.Text;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;
using BTreeDb.Planning.Physical;

namespace BTreeDb.Planning.Explain;

/// <summary>The title and the detail lines of one node of a plan.</summary>
internal static class PlanNodeText
{
    /// <summary>The name of a node, with what it reads or changes.</summary>
    public static string TitleOf(PhysicalPlan plan) => plan switch
    {
        TableScanPlan { Condition: null } scan => $"{Backward(scan.IsReverse, "Seq Scan")} on {NameOf(scan)}",
        TableScanPlan scan => $"{Backward(scan.IsReverse, "Primary Key Scan")} on {NameOf(scan)}",
        IndexScanPlan scan => $"{Backward(scan.IsReverse, scan.IsIndexOnly ? "Index Only Scan" : "Index Scan")}"
            + $" using {scan.Index.Name} on {NameOf(scan)}",
        PointLookupPlan { Index: { } index } lookup => $"Unique Lookup using {index.Name} on {NameOf(lookup)}",
        PointLookupPlan lookup => $"Primary Key Lookup on {NameOf(lookup)}",
        RowFetchPlan fetch => $"Row Key Lookup on {NameOf(fetch.Table.Name, fetch.Alias)}",
        HashJoinPlan join => "Hash" + JoinTitle(join.Kind),
        MergeJoinPlan join => "Merge" + JoinTitle(join.Kind),
        NestedLoopJoinPlan join => "Nested Loop" + LoopTitle(join.Kind),
        IndexNestedLoopJoinPlan join => "Index Nested Loop" + LoopTitle(join.Kind),
        GroupAggregatePlan => "GroupAggregate",
        HashAggregatePlan aggregate => aggregate.GroupKeys.IsEmpty ? "Aggregate" : "HashAggregate",
        ProjectPlan => "Project",
        WindowPlan => "WindowAgg",
        RecursionPlan recursion => recursion.IsAll ? "Recursive Union All" : "Recursive Union",
        CommonTableScanPlan scan => $"CTE Scan on {NameOf(scan.Table.Name, scan.Alias)}",
        WorkTableScanPlan scan => $"WorkTable Scan on {scan.Alias}",
        ExpandPlan expand => $"Grouping Sets {expand.Sets.Length}",
        DistinctOnPlan => "Unique",
        SamplePlan sample => sample.IsBySystem ? "Sample (system)" : "Sample (bernoulli)",
        RowsFromPlan => "Rows From",
        SortPlan => "Sort",
        TopNPlan => "Top-N Sort",
        LimitPlan => "Limit",
        AtMostOnePlan => "Single Row",
        LockRowsPlan => "LockRows",
        DistinctPlan => "HashDistinct",
        AppendPlan => "Append",
        SetOperationPlan operation => $"HashSetOp {operation.Kind}{(operation.IsAll ? " All" : "")}",
        ValuesPlan { Columns.IsEmpty: true } => "Result",
        ValuesPlan => "Values Scan",
        GenerateSeriesPlan series => $"Function Scan on {series.Routine?.Name ?? NameOf(series.Function)} {series.Alias}".TrimEnd(),
        SystemScanPlan scan => scan.Alias == scan.Table.Name
            ? $"Seq Scan on {scan.Table.Name}"
            : $"Seq Scan on {scan.Table.Name} {scan.Alias}",
        ApplyPlan apply => $"Apply {apply.Kind}",
        RowInputPlan => "Row Input",
        InsertPlan insert => $"Insert on {insert.Statement.Table.Name}",
        UpdatePlan update => $"Update on {update.Statement.Table.Name}",
        MergePlan merge => $"Merge on {merge.Statement.Table.Name}",
        DeletePlan delete => $"Delete on {delete.Statement.Table.Name}",
        _ => plan.GetType().Name,
    };

    /// <summary>The columns that a node yields, for VERBOSE.</summary>
    public static IEnumerable<string> OutputOf(PhysicalPlan plan)
    {
        foreach (var column in plan.Columns)
            yield return column.Name;
    }

    /// <summary>The lines below the title.</summary>
    public static IEnumerable<PlanProperty> DetailsOf(PhysicalPlan plan)
    {
        switch (plan)
        {
            case TableAccessPlan { Condition: { } condition } access:
                yield return PlanProperty.Text($"{(access is IndexScanPlan ? "Index" : "Key")} Cond", ExpressionText.Of(condition.Sources));
                if (condition.SkippedColumns > 0)
                    yield return PlanProperty.List("Skipped Columns", SkippedOf(access, condition.SkippedColumns));
                break;
            case HashJoinPlan join:
                yield return PlanProperty.Text("Hash Cond", KeysOf(join.LeftKeys, join.RightKeys));
                break;
            case MergeJoinPlan join:
                yield return PlanProperty.Text("Merge Cond", KeysOf(join.LeftKeys, join.RightKeys));
                break;
            case AggregatePlan { GroupKeys.IsEmpty: false } aggregate:
                yield return PlanProperty.List("Group Key", [.. KeysOf(aggregate.GroupKeys)]);
                break;
            case InsertPlan { Statement.OnConflict: { } conflict } insert:
                yield return PlanProperty.Text("Conflict Resolution", conflict.Update is null ? "NOTHING" : "UPDATE");
                if (!conflict.Arbiters.IsEmpty)
                    yield return PlanProperty.List("Conflict Arbiter Indexes", [.. ArbitersOf(insert)]);
                break;
            case SortPlan sort:
                yield return PlanProperty.List("Sort Key", OrderOf(sort.Keys));
                break;
            case TopNPlan top:
                yield return PlanProperty.List("Sort Key", OrderOf(top.Keys));
                break;
        }
        if (plan is AggregatePlan { Aggregates.IsEmpty: false } grouped)
            yield return PlanProperty.List("Output", [.. AggregatesOf(grouped.Aggregates)]);
        if (plan is JoinPlan { Conditions.IsEmpty: false } conditional)
            yield return PlanProperty.Text("Join Filter", ExpressionText.Of(conditional.Conditions));
        if (plan is JoinPlan { MarkComparison: { } comparison })
            yield return PlanProperty.Text("Mark", ExpressionText.Of(comparison));
    }

    private static string[] SkippedOf(TableAccessPlan access, int count)
    {
        var key = access is IndexScanPlan scan ? scan.Index.Columns : access.Table.PrimaryKey;
        return [.. key.Take(count).Select(column => access.Table.Columns[column.Ordinal].Name)];
    }

    private static string NameOf(TableAccessPlan access) => NameOf(access.Table.Name, access.Alias);

    private static string NameOf(string table, string alias) =>
        alias == table || alias.Length == 0 ? table : $"{table} {alias}";

    /// <summary>The name of a function that returns rows.</summary>
    public static string NameOf(TableFunctionId function) =>
        function switch
        {
            TableFunctionId.GenerateSeries => "generate_series",
            TableFunctionId.Unnest => "unnest",
            TableFunctionId.JsonEach => "json_each",
            TableFunctionId.JsonEachText => "json_each_text",
            TableFunctionId.JsonElements => "json_array_elements",
            TableFunctionId.JsonElementsText => "json_array_elements_text",
            TableFunctionId.JsonKeys => "json_object_keys",
            TableFunctionId.RegexpMatches => "regexp_matches",
            TableFunctionId.RegexpSplit => "regexp_split_to_table",
            TableFunctionId.StringToTable => "string_to_table",
            _ => "generate_subscripts",
        };

    private static string Backward(bool isReverse, string title) => isReverse ? title + " Backward" : title;

    private static string JoinTitle(JoinMethodKind kind) =>
        kind == JoinMethodKind.Inner ? " Join" : $" {kind} Join";

    private static string LoopTitle(JoinMethodKind kind) => kind == JoinMethodKind.Inner ? "" : $" {kind} Join";

    private static string KeysOf(ImmutableArray<BoundExpression> left, ImmutableArray<BoundExpression> right)
    {
        var text = new StringBuilder("(");
        for (var i = 0; i < left.Length; i++)
        {
            text.Append(i > 0 ? " AND " : "")
                .Append(ExpressionText.Of(left[i])).Append(" = ").Append(ExpressionText.Of(right[i]));
        }
        return text.Append(')').ToString();
    }

    private static IEnumerable<string> ArbitersOf(InsertPlan insert)
    {
        foreach (var arbiter in insert.Statement.OnConflict!.Arbiters)
            yield return arbiter.Index?.Name ?? insert.Statement.Table.PrimaryKeyName!;
    }

    private static IEnumerable<string> KeysOf(ImmutableArray<BoundProjection> keys)
    {
        foreach (var key in keys)
            yield return ExpressionText.Of(key.Expression);
    }

    private static IEnumerable<string> AggregatesOf(ImmutableArray<BoundAggregate> aggregates)
    {
        foreach (var aggregate in aggregates)
            yield return ExpressionText.Of(aggregate);
    }

    private static string[] OrderOf(ImmutableArray<BoundSortKey> keys)
    {
        var order = new string[keys.Length];
        for (var i = 0; i < order.Length; i++)
        {
            var nulls = keys[i].NullsFirst == keys[i].Descending ? "" : keys[i].NullsFirst ? " NULLS FIRST" : " NULLS LAST";
            order[i] = keys[i].Column.Name + (keys[i].Descending ? " DESC" : "") + nulls;
        }

        return order;
    }
}
