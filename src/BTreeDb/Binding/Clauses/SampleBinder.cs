using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Types;

namespace BTreeDb.Binding.Clauses;

/// <summary>Binds TABLESAMPLE.</summary>
internal sealed class SampleBinder(BindingContext context)
{
    public BoundSample Bind(BoundBaseTable table, TableSample syntax, Scope scope)
    {
        var name = syntax.Method.Name;
        if (name is not ("bernoulli" or "system"))
            throw SampleErrors.UndefinedMethod(name, syntax.Position);
        if (syntax.Arguments.Count != 1)
            throw SampleErrors.ArgumentCount(name, syntax.Arguments.Count, syntax.Position);
        // Items before it can be referred to, as in a lateral subquery.
        var inner = Scope.Inside(scope with { IsLateral = true }, scope.CommonTables).In(ClauseKind.FromFunction);
        var percent = Bind(syntax.Arguments[0], SqlType.Real, inner);
        var seed = syntax.Repeatable is null ? null : Bind(syntax.Repeatable, SqlType.Double, inner);
        return new BoundSample(table, name == "system", percent, seed);
    }

    private BoundExpression Bind(Parsing.Syntax.Expressions.Expression syntax, SqlType type, Scope scope) =>
        context.Coercer.Require(context.Expressions.Bind(syntax, scope), type, type == SqlType.Real ? "TABLESAMPLE" : "REPEATABLE");
}
