using System.Collections.Immutable;
using BTreeDb.Binding.Clauses;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding.Changes;

/// <summary>Binds RETURNING, a select list over the changed row and what it was joined with.</summary>
internal sealed class ReturningBinder(BindingContext context)
{
    private readonly SelectListBinder _selectLists = new(context);

    public ImmutableArray<BoundProjection> Bind(SyntaxList<SelectItem> syntax, Scope scope)
    {
        if (syntax.IsEmpty)
            return [];
        var targets = _selectLists.Bind(syntax, scope.In(ClauseKind.Returning));
        targets.Settle(context.Coercer);
        return targets.ToProjections();
    }
}
