using BTreeDb.Binding.Clauses;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Statements;
using BTreeDb.Parsing.Syntax.Changes;

namespace BTreeDb.Binding.Changes;

/// <summary>Binds DELETE.</summary>
internal sealed class DeleteBinder(BindingContext context)
{
    private readonly ReturningBinder _returning = new(context);

    public BoundDelete Bind(DeleteStatement syntax, CommonTables? tables = null)
    {
        var input = ChangeInput.Bind(
            context, syntax.Target, syntax.Using, syntax.Where, context.Queries.AddCommonTables(syntax.With, null, tables),
            ChangeKind.Delete);
        return new BoundDelete(
            input.Target.Table, input.Target, input.From, input.Where, _returning.Bind(syntax.Returning, input.Scope));
    }
}
