using BTreeDb.Catalog;
using BTreeDb.Planning.Physical;

namespace BTreeDb.Planning.Explain;

/// <summary>What a node of a plan is and what it works on, in PostgreSQL's words: a list.</summary>
internal static class PlanIdentity
{
    /// <summary>The kind of node, and its strategy or operation.</summary>
    public static void AddKind(PhysicalPlan plan, List<PlanProperty> properties)
    {
        properties.Add(PlanProperty.Text("Node Type", KindOf(plan)));
        var strategy = plan switch
        {
            HashAggregatePlan { GroupKeys.IsEmpty: true } => "Plain",
            GroupAggregatePlan => "Sorted",
            HashAggregatePlan or DistinctPlan or SetOperationPlan => "Hashed",
            _ => null,
        };
        if (strategy is not null)
            properties.Add(PlanProperty.Text("Strategy", strategy));
        if (plan is AggregatePlan or DistinctPlan)
            properties.Add(PlanProperty.Text("Partial Mode", "Simple"));
        var operation = plan switch
        {
            InsertPlan => "Insert",
            UpdatePlan => "Update",
            DeletePlan => "Delete",
            MergePlan => "Merge",
            _ => null,
        };
        if (operation is not null)
            properties.Add(PlanProperty.Text("Operation", operation));
    }

    /// <summary>The table, index, function or kind of join.</summary>
    public static void AddTarget(PhysicalPlan plan, List<PlanProperty> properties)
    {
        switch (plan)
        {
            case TableAccessPlan access:
                AddAccess(access, properties);
                break;
            case RowFetchPlan fetch:
                AddRelation(fetch.Table, fetch.Alias, properties);
                break;
            case JoinPlan join:
                properties.Add(PlanProperty.Text("Join Type", join.Kind.ToString()));
                if (join is HashJoinPlan or MergeJoinPlan)
                    properties.Add(PlanProperty.Truth("Inner Unique", false));
                break;
            case SetOperationPlan operation:
                properties.Add(PlanProperty.Text("Command", operation.Kind + (operation.IsAll ? " All" : "")));
                break;
            case CommonTableScanPlan scan:
                properties.Add(PlanProperty.Text("CTE Name", scan.Table.Name));
                properties.Add(PlanProperty.Text("Alias", scan.Alias));
                break;
            case WorkTableScanPlan scan:
                properties.Add(PlanProperty.Text("Alias", scan.Alias));
                break;
            case GenerateSeriesPlan series:
                properties.Add(PlanProperty.Text("Function Name", series.Routine?.Name ?? PlanNodeText.NameOf(series.Function)));
                properties.Add(PlanProperty.Text("Alias", series.Alias));
                break;
            case SystemScanPlan scan:
                properties.Add(PlanProperty.Text("Relation Name", scan.Table.Name));
                properties.Add(PlanProperty.Text("Alias", scan.Alias));
                break;
            case InsertPlan change:
                AddRelation(change.Statement.Table, "", properties);
                break;
            case UpdatePlan change:
                AddRelation(change.Statement.Table, "", properties);
                break;
            case DeletePlan change:
                AddRelation(change.Statement.Table, "", properties);
                break;
            case MergePlan change:
                AddRelation(change.Statement.Table, "", properties);
                break;
        }
    }

    /// <summary>What an input is to its node.</summary>
    public static string RelationshipOf(PhysicalPlan plan, int input) => plan switch
    {
        AppendPlan or SetOperationPlan => "Member",
        ApplyPlan when input > 0 => "SubPlan",
        _ => input == 0 ? "Outer" : "Inner",
    };

    private static string KindOf(PhysicalPlan plan) => plan switch
    {
        TableScanPlan { Condition: null } => "Seq Scan",
        IndexScanPlan { IsIndexOnly: true } => "Index Only Scan",
        TableAccessPlan => "Index Scan",
        RowFetchPlan => "Row Key Lookup",
        HashJoinPlan => "Hash Join",
        MergeJoinPlan => "Merge Join",
        NestedLoopJoinPlan or IndexNestedLoopJoinPlan or ApplyPlan => "Nested Loop",
        AggregatePlan or DistinctPlan => "Aggregate",
        ExpandPlan or RowInputPlan => "Result",
        WindowPlan => "WindowAgg",
        RecursionPlan => "Recursive Union",
        CommonTableScanPlan => "CTE Scan",
        WorkTableScanPlan => "WorkTable Scan",
        DistinctOnPlan => "Unique",
        SamplePlan => "Sample Scan",
        SortPlan or TopNPlan => "Sort",
        SetOperationPlan => "SetOp",
        ValuesPlan { Columns.IsEmpty: true } => "Result",
        ValuesPlan => "Values Scan",
        GenerateSeriesPlan or RowsFromPlan => "Function Scan",
        SystemScanPlan => "Seq Scan",
        InsertPlan or UpdatePlan or DeletePlan or MergePlan => "ModifyTable",
        LimitPlan => "Limit",
        LockRowsPlan => "LockRows",
        AppendPlan => "Append",
        _ => PlanNodeText.TitleOf(plan),
    };

    private static void AddAccess(TableAccessPlan access, List<PlanProperty> properties)
    {
        var (index, isReverse) = access switch
        {
            IndexScanPlan scan => (scan.Index.Name, scan.IsReverse),
            PointLookupPlan { Index: { } unique } => (unique.Name, false),
            PointLookupPlan => (access.Table.PrimaryKeyName, false),
            TableScanPlan { Condition: not null } scan => (access.Table.PrimaryKeyName, scan.IsReverse),
            _ => (null, false),
        };
        if (index is not null)
        {
            properties.Add(PlanProperty.Text("Scan Direction", isReverse ? "Backward" : "Forward"));
            properties.Add(PlanProperty.Text("Index Name", index));
        }

        AddRelation(access.Table, access.Alias, properties);
    }

    private static void AddRelation(TableSchema table, string alias, List<PlanProperty> properties)
    {
        properties.Add(PlanProperty.Text("Relation Name", table.Name));
        properties.Add(PlanProperty.Text("Alias", alias.Length == 0 ? table.Name : alias));
    }
}
