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
    private readonly Dictionary<ObjectId, RepeatedKeys> _shared = [];

    /// <summary>The rows that several changes of the statement may come to.</summary>
    public RepeatedKeys[] SharedKeys => [.. _shared.Values];

    /// <summary>Finds the tables whose rows more than one change may come to: not only inserts that know no conflict.</summary>
    public void FindShared(StatementPlan plan)
    {
        var changes = new Dictionary<ObjectId, (int All, int Inserts)>();
        Note(plan.Body);
        foreach (var table in plan.CommonTables)
            Note(table.Plan);
        foreach (var (table, count) in changes)
        {
            if (count.All > 1 && count.Inserts < count.All)
                _shared.Add(table, new RepeatedKeys(isShared: true));
        }

        void Note(PhysicalPlan change)
        {
            if (TargetOf(change) is not { } target)
                return;
            var (all, inserts) = changes.GetValueOrDefault(target);
            changes[target] = (all + 1, change is InsertPlan { ConflictUpdate: null } ? inserts + 1 : inserts);
        }
    }

    private static ObjectId? TargetOf(PhysicalPlan change) => change switch
    {
        InsertPlan insert => insert.Statement.Table.Id,
        UpdatePlan update => update.Statement.Table.Id,
        DeletePlan delete => delete.Statement.Table.Id,
        MergePlan merge => merge.Statement.Table.Id,
        _ => null,
    };

    /// <summary>Builds an INSERT.</summary>
    public ChangeOperator Build(InsertPlan plan)
    {
        var statement = plan.Statement;
        int? capacity = SingleRow.IsGivenBy(plan.Input) ? 1 : null;
        var newRow = factory.Compiler(statement.NewRow, capacity);
        if (statement.OnConflict is { } conflict)
            return Build(plan, conflict);
        return new InsertOperator(
            factory.Build(plan.Input), statement.Table, Buffer(plan.Input, plan.MustMaterialize),
            factory.Over(plan.Input).Compile(plan.Row),
            Checks(statement.Table, statement.Checks, newRow), newRow.Compile(plan.Returning),
            _shared.GetValueOrDefault(statement.Table.Id));
    }

    private ConflictInsertOperator Build(InsertPlan plan, BoundOnConflict conflict)
    {
        var statement = plan.Statement;
        var newRow = factory.Compiler(statement.NewRow);
        return new ConflictInsertOperator(
            factory.Build(plan.Input), statement.Table, Buffer(plan.Input, plan.MustMaterialize),
            factory.Over(plan.Input).Compile(plan.Row), Checks(statement.Table, statement.Checks, newRow),
            newRow.Compile(plan.Returning), Array.ConvertAll([.. conflict.Arbiters], arbiter => arbiter.Index),
            plan.ConflictUpdate is null ? null : ConflictUpdate(plan, conflict.Update!));
    }

    private ConflictUpdate ConflictUpdate(InsertPlan plan, BoundConflictUpdate update)
    {
        var statement = plan.Statement;
        var types = SpilledRows.TypesOf(update.Existing.AddRange(update.Excluded));
        var changed = factory.BuildOver(plan.ConflictUpdate!, types, out var input);
        return new ConflictUpdate(
            changed, input, Checks(statement.Table, statement.Checks, factory.Compiler(statement.NewRow, capacity: 1)),
            statement.Table.Name, keepsKeys: !SingleRow.IsGivenBy(plan.Input), _shared.GetValueOrDefault(statement.Table.Id));
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
            changed.Compile(plan.Returning), plan.Input.Columns.Length, Repeats(statement.Table, plan.Input),
            statement.ChangedColumns);
    }

    /// <summary>Builds a DELETE.</summary>
    public DeleteOperator Build(DeletePlan plan)
    {
        var input = factory.Over(plan.Input);
        return new DeleteOperator(
            factory.Build(plan.Input), plan.Statement.Table, Buffer(plan.Input, !plan.IsSingleRow),
            input.PlaceOf(plan.RowKey.Id), input.Compile(plan.Returning), Repeats(plan.Statement.Table, plan.Input));
    }

    /// <summary>Builds a MERGE.</summary>
    public MergeOperator Build(MergePlan plan)
    {
        var statement = plan.Statement;
        var input = factory.Over(plan.Input);
        var clauses = new MergeClause[plan.Actions.Length];
        for (var i = 0; i < clauses.Length; i++)
        {
            var action = plan.Actions[i];
            clauses[i] = new MergeClause(
                action.IsMatched, action.Kind, action.Condition is null ? null : input.Compile(action.Condition),
                input.Compile(action.Row),
                action.Row.IsEmpty
                    ? null
                    : Checks(statement.Table, statement.Checks, factory.Compiler(statement.NewRow)));
        }
        return new MergeOperator(
            factory.Build(plan.Input), statement.Table, Buffer(plan.Input, isNeeded: true)!,
            input.PlaceOf(plan.RowKey.Id), clauses, _shared.GetValueOrDefault(statement.Table.Id));
    }

    private static RowBuffer? Buffer(PhysicalPlan input, bool isNeeded) =>
        isNeeded ? new RowBuffer(SpilledRows.TypesOf(input.Columns)) : null;

    private static RowChecks? Checks(TableSchema table, ImmutableArray<BoundCheck> checks, LayoutCompiler compiler)
    {
        if (checks.IsEmpty)
            return null;
        var conditions = new VectorExpression[checks.Length];
        for (var i = 0; i < conditions.Length; i++)
            conditions[i] = compiler.Compile(checks[i].Condition);
        return new RowChecks(table, [.. checks], conditions);
    }

    private RepeatedKeys? Repeats(TableSchema table, PhysicalPlan input) =>
        _shared.TryGetValue(table.Id, out var shared) ? shared : MayRepeat(input) ? new RepeatedKeys() : null;

    /// <summary>Whether some join below could yield a row of the target more than once.</summary>
    private static bool MayRepeat(PhysicalPlan plan)
    {
        if (plan is JoinPlan { Kind: not (JoinMethodKind.Semi or JoinMethodKind.Anti or JoinMethodKind.Mark) }
            or ApplyPlan { Comparison: null })
            return true;
        return plan.Inputs.Length > 0 && MayRepeat(plan.Inputs[0]);
    }
}
