using BTreeDb.Binding.Clauses;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Statements;
using BTreeDb.Parsing.Syntax.Changes;

namespace BTreeDb.Binding.Changes;

/// <summary>Binds UPDATE: the joined input, the new row over it, and what is checked and returned of that row.</summary>
internal sealed class UpdateBinder(BindingContext context)
{
    private readonly ReturningBinder _returning = new(context);

    public BoundUpdate Bind(UpdateStatement syntax, CommonTables? tables = null)
    {
        var input = ChangeInput.Bind(
            context, syntax.Target, syntax.From, syntax.Where, context.Queries.AddCommonTables(syntax.With, null, tables),
            ChangeKind.Update);
        var table = input.Target.Table;
        var assigned = new AssignmentBinder(context, input.Target.Columns).Bind(syntax.Assignments, input.Through, input.Scope);
        var newRow = RowBuilder.NewRow(context, table, input.Scope.Level);
        return new BoundUpdate(
            table, input.Target, input.From, input.Where, RowBuilder.ChangedRow(assigned, input.Target.Columns, input.Target.Alias),
            RowBuilder.ChangedColumns(assigned), newRow,
            input.Through.BindChecks(newRow),
            _returning.Bind(syntax.Returning, input.ReturningScope(newRow)));
    }
}
