using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Planning.Logical;

/// <summary>Translates the items of FROM.</summary>
internal sealed class FromTranslator(
    LogicalTranslator queries, ColumnIdAllocator ids, BoundBaseTable? target, BoundColumnDefinition? rowKey)
{
    private readonly Dictionary<BoundBaseTable, BoundColumnDefinition> _rowKeys = [];

    /// <summary>Wants the key of a table's rows in a column.</summary>
    public void AddRowKey(BoundBaseTable table, BoundColumnDefinition column) => _rowKeys.Add(table, column);

    /// <summary>Translates one item.</summary>
    public LogicalOperator Translate(BoundTableReference item)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return item switch
        {
            BoundBaseTable table => Get(table, table.Columns == target?.Columns ? rowKey : _rowKeys.GetValueOrDefault(table)),
            BoundRowInput input => new LogicalRowInput(input.Columns, IsSingleRow: false),
            BoundDerivedTable derived => queries.Translate(derived.Query),
            BoundCommonTableReference common => queries.Translate(common),
            BoundWorkTable work => new LogicalWorkTableScan(work.Work, work.Alias, work.Columns),
            BoundFunctionTable function => FunctionScan(function),
            BoundRowsFrom rows => RowsFrom(rows),
            BoundSample sample => Sample(sample),
            BoundSystemTable system => new LogicalSystemScan(system.Table, system.Alias, system.Columns),
            BoundJoin join => Translate(join),
            _ => throw PlanningErrors.UnknownNode(item),
        };
    }

    /// <summary>All columns of a table; of the statement's target also the row key.</summary>
    private static LogicalGet Get(BoundBaseTable table, BoundColumnDefinition? key)
    {
        var ordinals = ImmutableArray.CreateBuilder<int>(table.Columns.Length);
        for (var i = 0; i < table.Columns.Length; i++)
            ordinals.Add(i);
        return new LogicalGet(table.Table, table.Alias, ordinals.MoveToImmutable(), table.Columns, key)
        {
            IndexExpressions = table.IndexExpressions,
        };
    }

    private LogicalRowsFrom RowsFrom(BoundRowsFrom rows)
    {
        var parts = ImmutableArray.CreateBuilder<LogicalOperator>(rows.Parts.Length);
        foreach (var part in rows.Parts)
            parts.Add(Translate(part));
        return new LogicalRowsFrom(parts.MoveToImmutable(), rows.Ordinality);
    }

    private LogicalOperator Sample(BoundSample sample)
    {
        var extraction = queries.Extract(LogicalValues.SingleRow);
        var percent = extraction.Extract(sample.Percent);
        var seed = sample.Seed is null ? null : extraction.Extract(sample.Seed);
        var rows = new LogicalSample(Translate(sample.Table), sample.IsBySystem, percent, seed);
        return extraction.Input is LogicalApply ? new LogicalApply(ApplyKind.Cross, extraction.Input, rows) : rows;
    }

    private LogicalOperator FunctionScan(BoundFunctionTable function)
    {
        var extraction = queries.Extract(LogicalValues.SingleRow);
        var arguments = extraction.Extract(function.Arguments);
        var scan = new LogicalFunctionScan(function.Function, arguments, function.Alias, function.Columns)
        {
            Routine = function.Routine,
        };
        return extraction.Input is LogicalApply ? new LogicalApply(ApplyKind.Cross, extraction.Input, scan) : scan;
    }

    private LogicalOperator Translate(BoundJoin join)
    {
        var left = Translate(join.Left);
        var right = Translate(join.Right);
        if (ColumnReferences.OuterOf(right).Overlaps(ColumnReferences.IdsOf(left.Columns)))
            return Lateral(join, left, right);
        return join.Kind switch
        {
            JoinKind.Inner or JoinKind.Cross => queries.Filter(
                new LogicalJoin(LogicalJoinKind.Inner, left, right, []), join.Condition),
            JoinKind.Left => Outer(LogicalJoinKind.Left, left, right, join.Condition),
            JoinKind.Right => Outer(LogicalJoinKind.Left, right, left, join.Condition),
            _ => Outer(LogicalJoinKind.Full, left, right, join.Condition),
        };
    }

    private LogicalOperator Lateral(BoundJoin join, LogicalOperator left, LogicalOperator right)
    {
        var isOuter = join.Kind == JoinKind.Left;
        if (!isOuter && join.Kind is not (JoinKind.Inner or JoinKind.Cross))
            throw PlanningErrors.LateralInOuterJoin();
        return isOuter
            ? new LogicalApply(ApplyKind.Outer, left, queries.Filter(right, join.Condition))
            : queries.Filter(new LogicalApply(ApplyKind.Cross, left, right), join.Condition);
    }

    /// <summary>
    /// A subquery in the condition of an outer join is evaluated on the side that it refers to, before the join: adding a
    /// column to one side changes no row.
    /// </summary>
    private LogicalOperator Outer(
        LogicalJoinKind kind, LogicalOperator left, LogicalOperator right, BoundExpression? condition)
    {
        var (givenLeft, givenRight) = (left, right);
        var leftIds = ColumnReferences.IdsOf(left.Columns);
        var rightIds = ColumnReferences.IdsOf(right.Columns);
        var columns = left.Columns.AddRange(right.Columns);
        var conditions = ImmutableArray.CreateBuilder<BoundExpression>();
        foreach (var conjunct in Conjunction.Split(condition))
        {
            var extraction = new SubqueryExtraction(queries, ids, LogicalValues.SingleRow);
            conditions.Add(extraction.Extract(conjunct));
            foreach (var apply in AppliesOf(extraction.Input))
            {
                var used = ColumnReferences.OuterOf(apply.WithInputs([LogicalValues.SingleRow, apply.Right]));
                if (!used.Overlaps(rightIds))
                    left = Over(apply, left, leftIds);
                else if (!used.Overlaps(leftIds))
                    right = Over(apply, right, rightIds);
                else
                    return OverBothSides(kind, givenLeft, givenRight, condition!);
            }
        }
        var join = new LogicalJoin(kind, left, right, conditions.ToImmutable());
        return join.Columns.Length == columns.Length
            ? join
            : new LogicalProject(join, Projection.PassThrough(columns));
    }

    /// <summary>An apply over one side, whose columns then include what the subquery yields: others may ask for it.</summary>
    private static LogicalOperator Over(LogicalApply apply, LogicalOperator side, HashSet<ColumnId> ids)
    {
        ids.Add(apply.Output!.Id);
        return apply.WithInputs([side, apply.Right]);
    }

    /// <summary>A subquery that refers to both sides needs a pair of rows: the right side is filtered for each left row.</summary>
    private LogicalOperator OverBothSides(
        LogicalJoinKind kind, LogicalOperator left, LogicalOperator right, BoundExpression condition)
    {
        if (kind == LogicalJoinKind.Left)
            return new LogicalApply(ApplyKind.Outer, left, queries.Filter(right, condition));
        return FullOverBothSides(left, right, condition);
    }

    /// <summary>
    /// A full join as a left join and, below it, the right rows that no left row goes with. Each side is computed once for both
    /// unless it depends on something around the join.
    /// </summary>
    private LogicalSetOperation FullOverBothSides(LogicalOperator left, LogicalOperator right, BoundExpression condition)
    {
        var leftRows = OnceForBoth("left side", left);
        var rightRows = OnceForBoth("right side", right);
        var columns = left.Columns.AddRange(right.Columns);
        var joined = new LogicalApply(ApplyKind.Outer, leftRows, queries.Filter(rightRows, condition));
        var exists = ids.CreateForSubquery(SqlType.Boolean);
        var marked = new LogicalApply(ApplyKind.Exists, rightRows, queries.Filter(leftRows, condition), exists);
        var alone = LogicalFilter.Over(marked, [new BoundNot(Projection.Reference(exists))]);
        return new LogicalSetOperation(
            SetOperationKind.Union, IsAll: true, Renamed(joined, columns, 0), Renamed(alone, columns, left.Columns.Length), columns);
    }

    private LogicalOperator OnceForBoth(string name, LogicalOperator side)
    {
        if (ColumnReferences.OuterOf(side).Count == 0)
            return queries.Share(name, side);
        return CommonTableTranslator.IsVolatile(side) ? throw PlanningErrors.SubqueryOverBothSides() : side;
    }

    /// <summary>The columns under new ids, the first of them NULL.</summary>
    private LogicalProject Renamed(LogicalOperator input, ImmutableArray<BoundColumnDefinition> columns, int nullCount)
    {
        var projections = ImmutableArray.CreateBuilder<BoundProjection>(columns.Length);
        for (var i = 0; i < columns.Length; i++)
        {
            BoundExpression value = i < nullCount
                ? new BoundLiteral(Datum.Null, columns[i].Type)
                : Projection.Reference(columns[i]);
            projections.Add(new BoundProjection(ids.Create(columns[i].Name, columns[i].Type), value));
        }

        return new LogicalProject(input, projections.MoveToImmutable());
    }

    /// <summary>The applies stacked on the single row, the innermost first.</summary>
    private static List<LogicalApply> AppliesOf(LogicalOperator stack)
    {
        var applies = new List<LogicalApply>();
        for (var top = stack; top is LogicalApply apply; top = apply.Left)
            applies.Insert(0, apply);
        return applies;
    }
}
