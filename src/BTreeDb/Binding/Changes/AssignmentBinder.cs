using System.Collections.Immutable;
using BTreeDb.Binding.Clauses;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Scalars;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Changes;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Binding.Changes;

/// <summary>Binds the assignments of SET: of UPDATE, of ON CONFLICT and of MERGE.</summary>
/// <param name="context">The statement.</param>
/// <param name="row">The row of the table before: what keeps the elements that an assignment to a part leaves alone.</param>
internal sealed class AssignmentBinder(BindingContext context, ImmutableArray<BoundColumnDefinition> row)
{
    private readonly HashSet<int> _inParts = [];

    /// <summary>For each column of the table what is assigned to it, in the column's type; null where nothing is.</summary>
    public BoundExpression?[] Bind(SyntaxList<Assignment> assignments, ChangeTarget target, Scope scope)
    {
        scope.In(ClauseKind.UpdateSource);
        var assigned = new BoundExpression?[target.Table.Columns.Length];
        foreach (var assignment in assignments)
        {
            if (!assignment.IsRow)
                Assign(assigned, target, assignment.Targets[0], assignment.Value, scope);
            else if (assignment.Value is SubqueryExpression subquery)
                AssignFields(assigned, target, assignment, subquery, scope);
            else
                AssignFields(assigned, target, assignment, scope);
        }
        for (var i = 0; i < assigned.Length; i++)
        {
            // Its value is computed anew from the new row.
            if (target.Table.Columns[i].IsGenerated)
                assigned[i] ??= context.StoredExpressions.BindDefault(target.Table.Columns[i]);
        }
        return assigned;
    }

    private void AssignFields(BoundExpression?[] assigned, ChangeTarget target, Assignment assignment, Scope scope)
    {
        if (assignment.Value is not RowConstructor values)
            throw ChangeErrors.RowSource(assignment.Value.Position);
        if (values.Fields.Count != assignment.Targets.Count)
            throw ChangeErrors.AssignmentWidths(assignment.Value.Position);
        for (var i = 0; i < values.Fields.Count; i++)
            Assign(assigned, target, assignment.Targets[i], values.Fields[i], scope);
    }

    /// <summary>Each target takes one column of the subquery, which runs once for all of them.</summary>
    private void AssignFields(
        BoundExpression?[] assigned, ChangeTarget target, Assignment assignment, SubqueryExpression subquery, Scope scope)
    {
        var query = context.Queries.Bind(subquery.Query, scope, scope.CommonTables);
        if (query.Columns.Length != assignment.Targets.Count)
            throw ChangeErrors.AssignmentWidths(subquery.Position);
        for (var i = 0; i < assignment.Targets.Count; i++)
        {
            var value = new BoundSubquery(SubqueryKind.Scalar, query, null, FunctionId.None, query.Columns[i].Type)
            {
                Position = subquery.Position,
                Field = query.Columns.Length > 1 ? i : null,
            };
            Assign(assigned, target, assignment.Targets[i], value, scope);
        }
    }

    private void Assign(
        BoundExpression?[] assigned, ChangeTarget target, AssignmentTarget place, Expression value, Scope scope)
    {
        if (value is not DefaultExpression)
        {
            Assign(assigned, target, place, context.Expressions.Bind(value, scope), scope);
            return;
        }
        if (target.IsView)
        {
            // The columns of a view have no defaults, whatever those of the table have.
            Assign(assigned, target, place, new BoundLiteral(Types.Datum.Null, Types.SqlType.Unknown) { Position = value.Position }, scope);
            return;
        }

        var column = FindFree(assigned, target, place);
        assigned[column.Ordinal] = context.StoredExpressions.BindDefault(column);
    }

    private void Assign(
        BoundExpression?[] assigned, ChangeTarget target, AssignmentTarget place, BoundExpression value,
        Scope scope)
    {
        if (!place.Path.IsEmpty)
        {
            AssignPart(assigned, target, place, value, scope);
            return;
        }

        var column = FindFree(assigned, target, place);
        if (column.Generation is ColumnGeneration.Stored or ColumnGeneration.IdentityAlways)
            throw ChangeErrors.UpdatesGenerated(column);
        assigned[column.Ordinal] = context.Coercer.Assign(value, column.Name, column.Type);
    }

    /// <summary>Several parts of a column may be assigned to, one after the other.</summary>
    private void AssignPart(
        BoundExpression?[] assigned, ChangeTarget target, AssignmentTarget place, BoundExpression value, Scope scope)
    {
        var column = target.FindColumn(place.Column, place.Position);
        if (column.Generation is ColumnGeneration.Stored or ColumnGeneration.IdentityAlways)
            throw ChangeErrors.UpdatesGenerated(column);
        if (_inParts.Add(column.Ordinal) && assigned[column.Ordinal] is not null)
            throw ChangeErrors.AssignedTwice(column.Name, place.Position);
        var before = row[column.Ordinal];
        var container = assigned[column.Ordinal] ?? new BoundColumn(before.Id, before.Type, before.Name);
        assigned[column.Ordinal] = new SubscriptBinder(context).BindAssignment(
            container, column.Name, column.Type, place.Path, value, scope);
    }

    /// <summary>The column of a target that nothing has been assigned to yet.</summary>
    private static ColumnSchema FindFree(BoundExpression?[] assigned, ChangeTarget target, AssignmentTarget place)
    {
        var column = target.FindColumn(place.Column, place.Position);
        if (!place.Path.IsEmpty)
            throw UnsupportedErrors.SingularFeature("assigning to a part of a column", place.Position);
        if (assigned[column.Ordinal] is not null)
            throw ChangeErrors.AssignedTwice(column.Name, place.Position);
        return column;
    }
}
