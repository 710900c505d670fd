using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Statements;
using BTreeDb.Planning.Access;
using BTreeDb.Planning.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Planning.Logical;

/// <summary>Translates bound statements into logical plans.</summary>
internal sealed class StatementTranslator
{
    private readonly ColumnIdAllocator _ids;
    private readonly CommonTableTranslator _commonTables;

    /// <summary>Makes columns from <paramref name="ids"/>.</summary>
    public StatementTranslator(ColumnIdAllocator ids)
    {
        _ids = ids;
        _commonTables = new CommonTableTranslator(this);
    }

    /// <summary>The common tables that are computed on their own, each after those that it needs.</summary>
    public IReadOnlyList<SharedTable> CommonTables => _commonTables.Tables;

    /// <summary>Translates a statement with the changes in its WITH clause.</summary>
    public LogicalOperator Translate(BoundStatement statement)
    {
        foreach (var change in statement.Changes)
            _commonTables.Add(change);
        return TranslateAlone(statement, isInWith: false);
    }

    /// <summary>Translates a query or one change.</summary>
    /// <param name="statement">The query or change.</param>
    /// <param name="isInWith">Whether it is one of the changes in WITH.</param>
    public LogicalOperator TranslateAlone(BoundStatement statement, bool isInWith) => statement switch
    {
        BoundQueryStatement query => new LogicalTranslator(_ids, _commonTables).Translate(query.Query),
        BoundInsert insert => Translate(insert, isInWith),
        BoundUpdate update => Translate(update, isInWith),
        BoundDelete delete => Translate(delete),
        BoundMerge merge => Translate(merge),
        _ => throw PlanningErrors.UnknownNode(statement),
    };

    private LogicalOperator Translate(BoundInsert insert, bool isInWith)
    {
        if (insert.OnConflict is { } conflict)
            insert = insert with { OnConflict = conflict with { Arbiters = ChooseArbiters(conflict) } };
        var translator = new LogicalTranslator(_ids, _commonTables);
        var extraction = translator.Extract(translator.Translate(insert.Source));
        var row = extraction.Extract(insert.Row);
        var needed = NeededLater(insert.Returning, insert.NewRow);
        var returning = needed is null
            ? Projection.Map(insert.Returning, extraction.Extract)
            : Projection.PassThrough(insert.NewRow.RemoveAll(column => !needed.Contains(column.Id)));
        var update = insert.OnConflict?.Update is { } wanted ? Translate(wanted) : null;
        var change = new LogicalInsert(extraction.Input, insert, row, returning, update);
        return needed is null ? change : ReturningLater(change, insert.Table.Name, insert.Returning, isInWith);
    }

    /// <summary>A partial index decides only for rows that satisfy its condition: the target has to say so.</summary>
    private static ImmutableArray<BoundArbiter> ChooseArbiters(BoundOnConflict conflict)
    {
        var given = Conjunction.Split(conflict.TargetWhere);
        var chosen = conflict.Arbiters.RemoveAll(
            arbiter => arbiter.Predicate is { } predicate && !PredicateImplication.IsImplied(given, predicate));
        return chosen.IsEmpty && conflict.IsInferred ? throw PlanningErrors.NoArbiter() : chosen;
    }

    private LogicalProject Translate(BoundConflictUpdate update)
    {
        var translator = new LogicalTranslator(_ids, _commonTables);
        var input = new LogicalRowInput(update.Existing.AddRange(update.Excluded), IsSingleRow: true);
        var extraction = translator.Extract(translator.Filter(input, update.Where));
        var row = ImmutableArray.CreateBuilder<BoundProjection>(update.Row.Length);
        for (var i = 0; i < update.Row.Length; i++)
        {
            var value = extraction.Extract(update.Row[i]);
            row.Add(new BoundProjection(_ids.Create(update.Existing[i].Name, value.Type), value));
        }
        return new LogicalProject(extraction.Input, row.MoveToImmutable());
    }

    private LogicalOperator Translate(BoundUpdate update, bool isInWith)
    {
        var rowKey = _ids.Create("row_key", SqlType.Bytea);
        var translator = new LogicalTranslator(_ids, _commonTables, update.Target, rowKey);
        var extraction = translator.Extract(translator.Translate(update.From, update.Where));
        var row = extraction.Extract(update.Row);
        var needed = NeededLater(update.Returning, update.NewRow);
        var returning = needed is null
            ? Projection.Map(update.Returning, extraction.Extract)
            : Projection.PassThrough(
                update.NewRow.AddRange(extraction.Input.Columns).RemoveAll(column => !needed.Contains(column.Id)));
        var change = new LogicalUpdate(extraction.Input, update, Projection.Reference(rowKey), row, returning);
        return needed is null ? change : ReturningLater(change, update.Table.Name, update.Returning, isInWith);
    }

    private LogicalDelete Translate(BoundDelete delete)
    {
        var rowKey = _ids.Create("row_key", SqlType.Bytea);
        var translator = new LogicalTranslator(_ids, _commonTables, delete.Target, rowKey);
        var extraction = translator.Extract(translator.Translate(delete.From, delete.Where));
        var returning = Projection.Map(delete.Returning, extraction.Extract);
        return new LogicalDelete(extraction.Input, delete, Projection.Reference(rowKey), returning);
    }

    private LogicalMerge Translate(BoundMerge merge)
    {
        var rowKey = _ids.Create("row_key", SqlType.Bytea);
        var translator = new LogicalTranslator(_ids, _commonTables, merge.Target, rowKey);
        var extraction = translator.Extract(translator.Translate(merge.From, null));
        var actions = ImmutableArray.CreateBuilder<MergeAction>(merge.Clauses.Length);
        foreach (var clause in merge.Clauses)
        {
            actions.Add(new MergeAction(
                clause.IsMatched, clause.Condition is null ? null : extraction.Extract(clause.Condition), clause.Kind,
                extraction.Extract(clause.Row)));
        }
        return new LogicalMerge(extraction.Input, merge, Projection.Reference(rowKey), actions.MoveToImmutable());
    }

    /// <summary>
    /// Subqueries of RETURNING are evaluated over the input, before anything is written, as they see the database as the
    /// statement found it. One that refers to the new row would come too early, and what ANY and ALL say is a column that only
    /// joins have: then the columns that RETURNING refers to, else null.
    /// </summary>
    private HashSet<ColumnId>? NeededLater(
        ImmutableArray<BoundProjection> returning, ImmutableArray<BoundColumnDefinition> newRow)
    {
        var trial = new LogicalTranslator(_ids, _commonTables).Extract(LogicalValues.SingleRow);
        var needed = new HashSet<ColumnId>();
        var (isNeeded, isQuantified) = (false, false);
        foreach (var projection in returning)
        {
            isNeeded |= SubqueryExtraction.IsNeededBy(projection.Expression);
            isQuantified |= ExpressionTree.Contains(
                projection.Expression, static node => node is BoundSubquery { Kind: SubqueryKind.Any or SubqueryKind.All });
            ColumnReferences.Collect(isNeeded ? trial.Extract(projection.Expression) : projection.Expression, needed);
        }

        if (!isNeeded)
            return null;
        var outer = ColumnReferences.OuterOf(trial.Input);
        needed.UnionWith(outer);
        // Rows without columns would not be counted.
        if (!needed.Overlaps(ColumnReferences.IdsOf(newRow)) && !newRow.IsEmpty)
            needed.Add(newRow[0].Id);
        return isQuantified || outer.Overlaps(ColumnReferences.IdsOf(newRow)) ? needed : null;
    }

    /// <summary>
    /// RETURNING as a query over what the change returns, as if that were a change in WITH: what the query reads of written
    /// tables is then read before the change writes.
    /// </summary>
    private LogicalProject ReturningLater(
        LogicalOperator change, string table, ImmutableArray<BoundProjection> returning, bool isInWith)
    {
        var changed = _commonTables.Share(table, change, countsRows: !isInWith);
        var extraction = new LogicalTranslator(_ids, _commonTables).Extract(changed);
        var projections = Projection.Map(returning, extraction.Extract);
        return new LogicalProject(extraction.Input, projections);
    }
}
