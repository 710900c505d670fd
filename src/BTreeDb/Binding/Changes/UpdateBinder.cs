using System.Collections.Immutable;
using BTreeDb.Binding.Clauses;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Statements;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax.Changes;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Binding.Changes;

/// <summary>Binds UPDATE: the joined input, the new row over it, and what is checked and returned of that row.</summary>
internal sealed class UpdateBinder(BindingContext context)
{
    private readonly ReturningBinder _returning = new(context);

    public BoundUpdate Bind(UpdateStatement syntax)
    {
        var input = ChangeInput.Bind(
            context, syntax.Target, syntax.From, syntax.Where, context.Queries.AddCommonTables(syntax.With, null, null), "update");
        var table = input.Target.Table;
        var assigned = BindAssignments(syntax, table, input.Scope.In(ClauseKind.UpdateSource));
        var row = ImmutableArray.CreateBuilder<BoundExpression>(assigned.Length);
        var changed = ImmutableArray.CreateBuilder<int>();
        for (var i = 0; i < assigned.Length; i++)
        {
            var old = input.Target.Columns[i];
            if (table.Columns[i].IsGenerated)
                assigned[i] ??= context.StoredExpressions.BindDefault(table.Columns[i]);
            row.Add(assigned[i] ?? new BoundColumn(old.Id, old.Type, $"{input.Target.Alias}.{old.Name}"));
            if (assigned[i] is not null)
                changed.Add(i);
        }
        var newRow = RowBuilder.NewRow(context, table, input.Scope.Level);
        return new BoundUpdate(
            table, input.Target, input.From, input.Where, row.MoveToImmutable(), changed.ToImmutable(), newRow,
            context.StoredExpressions.BindChecks(table, newRow),
            _returning.Bind(syntax.Returning, input.ReturningScope(newRow)));
    }

    private BoundExpression?[] BindAssignments(UpdateStatement syntax, TableSchema table, Scope scope)
    {
        var assigned = new BoundExpression?[table.Columns.Length];
        foreach (var assignment in syntax.Assignments)
        {
            if (!assignment.IsRow)
            {
                Assign(assigned, table, assignment.Targets[0], assignment.Value, scope);
                continue;
            }
            if (assignment.Value is not RowConstructor row)
                throw UnsupportedErrors.SingularFeature("assigning a subquery's row to several columns", assignment.Value.Position);
            if (row.Fields.Count != assignment.Targets.Count)
                throw ChangeErrors.AssignmentWidths(assignment.Value.Position);
            for (var i = 0; i < row.Fields.Count; i++)
                Assign(assigned, table, assignment.Targets[i], row.Fields[i], scope);
        }
        return assigned;
    }

    private void Assign(
        BoundExpression?[] assigned, TableSchema table, AssignmentTarget target, Expression value, Scope scope)
    {
        var column = TargetTable.FindColumn(table, target.Column, target.Position);
        if (!target.Path.IsEmpty)
            throw UnsupportedErrors.SingularFeature("assigning to a part of a column", target.Position);
        if (assigned[column.Ordinal] is not null)
            throw ChangeErrors.AssignedTwice(column.Name, target.Position);
        if (column.Generation is ColumnGeneration.Stored or ColumnGeneration.IdentityAlways && value is not DefaultExpression)
            throw ChangeErrors.UpdatesGenerated(column);
        assigned[column.Ordinal] = value is DefaultExpression
            ? context.StoredExpressions.BindDefault(column)
            : context.Coercer.Assign(context.Expressions.Bind(value, scope), column.Name, column.Type);
    }
}
