using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Statements;
using BTreeDb.Catalog;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Spilling;
using BTreeDb.Planning.Physical;

namespace BTreeDb.Execution.Operators;

/// <summary>Builds the operators of INSERT, UPDATE and DELETE.</summary>
internal sealed class ChangeFactory(OperatorFactory factory)
{
    /// <summary>Builds an INSERT.</summary>
    public InsertOperator Build(InsertPlan plan)
    {
        var statement = plan.Statement;
        int? capacity = SingleRow.IsGivenBy(plan.Input) ? 1 : null;
        var newRow = factory.Compiler(statement.NewRow, capacity);
        return new InsertOperator(
            factory.Build(plan.Input), statement.Table, Buffer(plan.Input, plan.MustMaterialize),
            factory.Over(plan.Input).Compile(plan.Row),
            Checks(statement.Table, statement.Checks, newRow), newRow.Compile(plan.Returning));
    }

    /// <summary>Builds an UPDATE.</summary>
    public UpdateOperator Build(UpdatePlan plan)
    {
        var statement = plan.Statement;
        int? capacity = SingleRow.IsGivenBy(plan.Input) ? 1 : null;
        var input = factory.Over(plan.Input);
        var changed = factory.Compiler(statement.NewRow.AddRange(plan.Input.Columns), capacity);
        return new UpdateOperator(
            factory.Build(plan.Input), statement.Table, Buffer(plan.Input, !plan.IsSingleRow),
            input.PlaceOf(plan.RowKey.Id), input.Compile(plan.Row),
            Checks(statement.Table, statement.Checks, factory.Compiler(statement.NewRow, capacity)),
            changed.Compile(plan.Returning), plan.Input.Columns.Length, MayRepeat(plan.Input));
    }

    /// <summary>Builds a DELETE.</summary>
    public DeleteOperator Build(DeletePlan plan)
    {
        var input = factory.Over(plan.Input);
        return new DeleteOperator(
            factory.Build(plan.Input), plan.Statement.Table, Buffer(plan.Input, !plan.IsSingleRow),
            input.PlaceOf(plan.RowKey.Id), input.Compile(plan.Returning), MayRepeat(plan.Input));
    }

    private static RowBuffer? Buffer(PhysicalPlan input, bool isNeeded) =>
        isNeeded ? new RowBuffer(SpilledRows.TypesOf(input.Columns)) : null;

    private static RowChecks? Checks(TableSchema table, ImmutableArray<BoundCheck> checks, LayoutCompiler compiler)
    {
        if (checks.IsEmpty)
            return null;
        var names = new string[checks.Length];
        var conditions = new VectorExpression[checks.Length];
        var generates = new int[checks.Length];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = checks[i].Name;
            generates[i] = checks[i].Generates;
            conditions[i] = compiler.Compile(checks[i].Condition);
        }
        return new RowChecks(table, names, conditions, generates);
    }

    /// <summary>Whether some join below could yield a row of the target more than once.</summary>
    private static bool MayRepeat(PhysicalPlan plan)
    {
        if (plan is JoinPlan { Kind: not (JoinMethodKind.Semi or JoinMethodKind.Anti or JoinMethodKind.Mark) }
            or ApplyPlan { Comparison: null })
            return true;
        return plan.Inputs.Length > 0 && MayRepeat(plan.Inputs[0]);
    }
}
