using System.Collections.Immutable;
using BTreeDb.Binding.Clauses;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Statements;
using BTreeDb.Parsing.Syntax.Changes;
using BTreeDb.Parsing.Syntax.Expressions;
using JoinKind = BTreeDb.Binding.Queries.JoinKind;

namespace BTreeDb.Binding.Changes;

/// <summary>Binds MERGE: the source joined with the target, and each clause over what it may see of both.</summary>
internal sealed class MergeBinder(BindingContext context)
{
    public BoundMerge Bind(MergeStatement syntax)
    {
        if (syntax.With is { Recursive: true } with)
            throw RecursionErrors.OfMerge(with.Position);
        CheckReachable(syntax);
        if (CatalogNames.FindTable(context, syntax.Target.Name) is null
            && CatalogNames.FindView(context, syntax.Target.Name) is { } view)
            throw ChangeErrors.MergeIntoView(view.Name);
        var through = ChangeTarget.Find(context, syntax.Target.Name, ChangeKind.Update);
        var table = through.Table;
        var scope = Scope.Inside(null, context.Queries.AddCommonTables(syntax.With, null, null));
        var alias = syntax.Target.Alias?.Name ?? table.Name;
        var target = TableBinder.Instantiate(context, table, alias, scope.Level);
        var targetItem = SystemColumns.AddTo(
            ScopeItem.Of(alias, syntax.Target.Alias is null ? table.SchemaName : null, table.Name, target.Columns), target);
        scope.Level.AllItems.Add(targetItem);
        var source = context.From.BindItem(syntax.Source, scope);
        foreach (var item in source.Items)
        {
            if (item.Alias == alias)
                throw ChangeErrors.MergeNameTwice(alias);
        }
        var sourceScope = scope.With(source.Items);
        var bothScope = scope.With(source.Items.Insert(0, targetItem));
        var on = context.Expressions.BindCondition(syntax.On, bothScope.In(ClauseKind.JoinCondition), "JOIN/ON");
        var clauses = ImmutableArray.CreateBuilder<BoundMergeClause>(syntax.Clauses.Count);
        foreach (var clause in syntax.Clauses)
            clauses.Add(Bind(clause, through, target, clause.Matched ? bothScope : sourceScope));
        var newRow = RowBuilder.NewRow(context, table, scope.Level);
        return new BoundMerge(
            table, target, Join(source.Reference, target, on, clauses), clauses.MoveToImmutable(), newRow,
            context.StoredExpressions.BindChecks(table, newRow));
    }

    /// <summary>Source rows without match matter only where a clause is for them.</summary>
    private static BoundJoin Join(
        BoundTableReference source, BoundBaseTable target, BoundExpression on,
        ImmutableArray<BoundMergeClause>.Builder clauses)
    {
        var kind = JoinKind.Inner;
        foreach (var clause in clauses)
        {
            if (!clause.IsMatched)
                kind = JoinKind.Left;
        }
        return new BoundJoin(kind, source, target, on, source.Columns.AddRange(target.Columns));
    }

    private static void CheckReachable(MergeStatement syntax)
    {
        var isMatchedClosed = false;
        var isUnmatchedClosed = false;
        foreach (var clause in syntax.Clauses)
        {
            ref var isClosed = ref clause.Matched ? ref isMatchedClosed : ref isUnmatchedClosed;
            if (isClosed)
                throw ChangeErrors.UnreachableWhen();
            isClosed = clause.Condition is null;
        }
    }

    private BoundMergeClause Bind(MergeClause clause, ChangeTarget through, BoundBaseTable target, Scope scope)
    {
        var condition = clause.Condition is null
            ? null
            : context.Expressions.BindCondition(clause.Condition, scope.In(ClauseKind.MergeWhen), "WHEN");
        return clause.Action switch
        {
            MergeInsert insert => new BoundMergeClause(
                clause.Matched, condition, BoundMergeKind.Insert, BindInsert(insert, through, scope)),
            MergeUpdate update => new BoundMergeClause(
                clause.Matched, condition, BoundMergeKind.Update,
                RowBuilder.ChangedRow(
                    new AssignmentBinder(context, target.Columns).Bind(update.Assignments, through, scope), target.Columns,
                    target.Alias)),
            MergeDelete => new BoundMergeClause(clause.Matched, condition, BoundMergeKind.Delete, []),
            _ => new BoundMergeClause(clause.Matched, condition, BoundMergeKind.Nothing, []),
        };
    }

    private ImmutableArray<BoundExpression> BindInsert(MergeInsert insert, ChangeTarget through, Scope scope)
    {
        var table = through.Table;
        scope.In(ClauseKind.Values);
        var columns = through.FindColumns(insert.Columns, insert.Values.Count);
        var width = insert.Values.Count;
        if (width > columns.Count)
            throw ChangeErrors.MoreExpressionsThanColumns(insert.Values[columns.Count].Position);
        if (width < columns.Count && width > 0 && !insert.Columns.IsEmpty)
            throw ChangeErrors.MoreColumnsThanExpressions(insert.Columns[width].Position);
        var row = new BoundExpression?[table.Columns.Length];
        for (var i = 0; i < width; i++)
        {
            if (insert.Values[i] is DefaultExpression || GivenValues.AreIgnored(columns[i], insert.Overriding))
                continue;
            row[columns[i].Ordinal] = context.Coercer.Assign(
                context.Expressions.Bind(insert.Values[i], scope), columns[i].Name, columns[i].Type);
        }
        var complete = ImmutableArray.CreateBuilder<BoundExpression>(row.Length);
        for (var i = 0; i < row.Length; i++)
            complete.Add(row[i] ?? context.StoredExpressions.BindDefault(table.Columns[i]));
        return complete.MoveToImmutable();
    }
}
