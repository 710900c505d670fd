using BTreeDb.Binding;
using BTreeDb.Catalog;
using BTreeDb.Planning.Costing;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Physical;

/// <summary>Plans INSERT, UPDATE and DELETE.</summary>
/// <param name="planner">Plans their inputs.</param>
/// <param name="isConcurrent">Whether each keeps its input before it writes, since it is not the only change.</param>
internal sealed class ChangePlanning(PhysicalPlanner planner, bool isConcurrent)
{
    /// <summary>Plans an INSERT.</summary>
    public InsertPlan Plan(LogicalInsert insert)
    {
        var input = PlanInput(insert);
        var update = insert.ConflictUpdate is null ? null : planner.Plan(insert.ConflictUpdate, PlanRequest.All);
        return new InsertPlan(
            input, insert.Statement, insert.Row, insert.Returning, isConcurrent || Reads(input, insert.Statement.Table.Id), update,
            EstimateOf(input));
    }

    /// <summary>Plans an UPDATE.</summary>
    public UpdatePlan Plan(LogicalUpdate update)
    {
        var input = PlanInput(update);
        return new UpdatePlan(
            input, update.Statement, update.RowKey, update.Row, update.Returning, IsSingleRow(input), EstimateOf(input));
    }

    /// <summary>Plans a DELETE.</summary>
    public DeletePlan Plan(LogicalDelete delete)
    {
        var input = PlanInput(delete);
        return new DeletePlan(
            input, delete.Statement, delete.RowKey, delete.Returning, IsSingleRow(input), EstimateOf(input));
    }

    /// <summary>Plans a MERGE.</summary>
    public MergePlan Plan(LogicalMerge merge)
    {
        var input = PlanInput(merge);
        return new MergePlan(input, merge.Statement, merge.RowKey, merge.Actions, EstimateOf(input));
    }

    private PhysicalPlan PlanInput(LogicalOperator change)
    {
        var needed = new HashSet<ColumnId>();
        change.VisitExpressions(expression => ColumnReferences.Collect(expression, needed));
        return planner.Plan(change.Inputs[0], PlanRequest.Only(needed));
    }

    private static PlanEstimate EstimateOf(PhysicalPlan input) =>
        input.Estimate.Then(input.Estimate.Rows * CostModel.WriteRow, input.Estimate.Rows);

    private bool IsSingleRow(PhysicalPlan input) =>
        !isConcurrent && input is PointLookupPlan or FilterPlan { Input: PointLookupPlan };

    private static bool Reads(PhysicalPlan plan, ObjectId table)
    {
        if (plan is TableAccessPlan access && access.Table.Id == table)
            return true;
        // A common table reads the target, perhaps, while it is being changed.
        if (plan is CommonTableScanPlan)
            return true;
        foreach (var input in plan.Inputs)
        {
            if (Reads(input, table))
                return true;
        }
        return false;
    }
}
