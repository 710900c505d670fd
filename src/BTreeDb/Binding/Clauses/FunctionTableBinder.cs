using System.Collections.Immutable;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Functions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Scalars;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Types;

namespace BTreeDb.Binding.Clauses;

/// <summary>
/// Binds functions in FROM: those that return rows, and any other expression in a function's form as a table of one row.
/// Their arguments may use the items before them.
/// </summary>
internal sealed class FunctionTableBinder(BindingContext context)
{
    public BoundFromItem Bind(FunctionTable syntax, Scope scope)
    {
        Refuse(syntax);
        var call = syntax.Functions[0].Call;
        scope = (scope with { IsLateral = true }).In(ClauseKind.FromFunction);
        var name = ColumnNames.Of(call);
        var alias = string.IsNullOrEmpty(syntax.Alias?.Name) ? name : syntax.Alias.Name;
        var overloads = call is FunctionCall function && FunctionBinder.NameOf(function) is { } known
            ? TableFunctionSignatures.All[known]
            : [];
        return overloads.IsEmpty
            ? BindScalar(call, alias, syntax, scope)
            : BindRows((FunctionCall)call, overloads, alias, syntax, scope);
    }

    private static void Refuse(FunctionTable syntax)
    {
        if (syntax.Functions.Count != 1)
            throw UnsupportedErrors.SingularFeature("ROWS FROM", syntax.Position);
        if (syntax.WithOrdinality)
            throw UnsupportedErrors.SingularFeature("WITH ORDINALITY", syntax.Position);
        if (!syntax.Functions[0].Columns.IsEmpty)
            throw UnsupportedErrors.Feature("column definition lists", syntax.Position);
    }

    private BoundFromItem BindRows(
        FunctionCall call, ImmutableArray<Signature> overloads, string alias, FunctionTable syntax, Scope scope)
    {
        var arguments = FunctionBinder.BindArguments(context, call.Arguments, scope);
        var types = FunctionBinder.TypesOf(arguments);
        var name = call.Name.Name;
        var signature = OverloadResolver.Choose(overloads, types, out var isAmbiguous);
        if (signature is null)
        {
            throw isAmbiguous
                ? CallErrors.AmbiguousFunction(name, types, call.Position)
                : CallErrors.UndefinedFunction(name, types, call.Position);
        }
        if (signature.Result == TypeId.Interval)
            throw UnsupportedErrors.Type("interval", call.Position);
        var converted = context.Operators.Convert(signature, arguments);
        var column = new BoundColumnDefinition(context.NewColumn(scope.Level), alias, new SqlType(signature.Result));
        var columns = Rename([column], alias, syntax);
        var relation = new BoundFunctionTable(TableFunctionSignatures.IdOf(name), [.. converted], alias, columns);
        return Finish(relation, alias, scope);
    }

    private BoundFromItem BindScalar(Expression call, string alias, FunctionTable syntax, Scope scope)
    {
        var inner = Scope.Inside(scope, scope.CommonTables).In(ClauseKind.FromFunction);
        var value = context.Coercer.SettleAsText(context.Expressions.Bind(call, inner));
        var column = new BoundColumnDefinition(context.NewColumn(scope.Level), alias, value.Type);
        var query = QueryShaper.Select(null, [new BoundProjection(column, value)]);
        var columns = Rename(query.Columns, alias, syntax);
        return Finish(new BoundDerivedTable(query, alias, true, columns), alias, scope);
    }

    private static ImmutableArray<BoundColumnDefinition> Rename(
        ImmutableArray<BoundColumnDefinition> columns, string alias, FunctionTable syntax) =>
        ColumnAliases.Apply(columns, syntax.Alias?.Columns ?? SyntaxList<Identifier>.Empty, alias, syntax.Position);

    private static BoundFromItem Finish(BoundTableReference relation, string alias, Scope scope)
    {
        var item = ScopeItem.Of(alias, null, null, relation.Columns);
        scope.Level.AllItems.Add(item);
        return new BoundFromItem(relation, [item]);
    }
}
