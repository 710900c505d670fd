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
        foreach (var function in syntax.Functions)
        {
            if (!function.Columns.IsEmpty && !JsonRecordBinder.TakesColumns(function.Call) && !IsRoutine(function.Call))
                throw RowSetErrors.NeedsNoColumns(function.Columns[0].Position);
        }

        syntax = syntax with { Functions = SideBySide(syntax.Functions) };
        scope = (scope with { IsLateral = true }).In(ClauseKind.FromFunction);
        var alias = string.IsNullOrEmpty(syntax.Alias?.Name) ? ColumnNames.Of(syntax.Functions[0].Call) : syntax.Alias.Name;
        if (syntax.Functions.Count == 1 && !syntax.WithOrdinality)
        {
            var single = BindPart(syntax.Functions[0], alias, scope);
            return Finish(single, Rename(single.Columns, alias, syntax), alias, scope);
        }

        return BindSeveral(syntax, alias, scope);
    }

    /// <summary>
    /// Binds a call of a function that returns rows; null if the name is not that of one. The result has a column of the
    /// level's own.
    /// </summary>
    public BoundFunctionTable? TryBindRows(FunctionCall call, string alias, Scope scope)
    {
        if (FunctionBinder.NameOf(call) is not { } name || TableFunctionSignatures.All[name] is not { IsEmpty: false } overloads)
            return null;
        return BindRows(call, name, overloads, alias, scope);
    }

    /// <summary><c>unnest(a, b)</c> is <c>unnest(a), unnest(b)</c> side by side.</summary>
    private static SyntaxList<TableFunction> SideBySide(SyntaxList<TableFunction> functions)
    {
        var parts = new List<TableFunction>(functions.Count);
        foreach (var function in functions)
        {
            if (function.Call is not FunctionCall { Arguments.Count: > 1 } call || FunctionBinder.NameOf(call) != "unnest")
            {
                parts.Add(function);
                continue;
            }

            foreach (var argument in call.Arguments)
                parts.Add(function with { Call = call with { Arguments = [argument] } });
        }

        return parts.Count == functions.Count ? functions : [.. parts];
    }

    private BoundFromItem BindSeveral(FunctionTable syntax, string alias, Scope scope)
    {
        var parts = ImmutableArray.CreateBuilder<BoundTableReference>(syntax.Functions.Count);
        var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>();
        foreach (var function in syntax.Functions)
        {
            var name = syntax.Functions.Count == 1 ? alias : ColumnNames.Of(function.Call);
            var part = BindPart(function, name, scope);
            parts.Add(part);
            columns.AddRange(part.Columns);
        }

        BoundColumnDefinition? number = null;
        if (syntax.WithOrdinality)
        {
            number = new BoundColumnDefinition(context.NewColumn(scope.Level), "ordinality", SqlType.BigInt);
            columns.Add(number);
        }

        var relation = new BoundRowsFrom(parts.MoveToImmutable(), number, alias, columns.ToImmutable());
        return Finish(relation, Rename(relation.Columns, alias, syntax), alias, scope);
    }

    private bool IsRoutine(Expression call) =>
        call is FunctionCall function && FunctionBinder.MayBeRoutine(function) && context.Routines.MayCall(function);

    private BoundTableReference BindPart(TableFunction item, string name, Scope scope)
    {
        var call = item.Call;
        if (JsonRecordBinder.IsRecordFunction(call))
            return new JsonRecordBinder(context).Bind(item, name, scope);
        if (IsRoutine(call) && TryBindRoutine(item, (FunctionCall)call, name, scope) is { } routine)
            return routine;
        if (call is FunctionCall function && TryBindRows(function, name, scope) is { } rows)
            return rows;
        var inner = Scope.Inside(scope, scope.CommonTables).In(ClauseKind.FromFunction);
        var value = context.Coercer.SettleAsText(context.Expressions.Bind(call, inner));
        var column = new BoundColumnDefinition(context.NewColumn(scope.Level), name, value.Type);
        context.Collations.Add(column.Id, value);
        var query = QueryShaper.Select(null, [new BoundProjection(column, value)]);
        return new BoundDerivedTable(query, name, true, query.Columns);
    }

    /// <summary>A routine in FROM; null where the call means a built-in function after all.</summary>
    private BoundTableReference? TryBindRoutine(TableFunction item, FunctionCall syntax, string alias, Scope scope)
    {
        var (call, _, _) = context.Routines.Choose(syntax, scope);
        if (call is null)
            return null;
        var needsColumns = !call.IsRecord && call.Columns[0].Type.Id == TypeId.Record;
        if (needsColumns && item.Columns.IsEmpty)
            throw RoutineErrors.ColumnsNeeded(syntax.Position);
        if (!needsColumns && !item.Columns.IsEmpty)
            throw RowSetErrors.NeedsNoColumns(item.Columns[0].Position);
        if (needsColumns)
            call = context.Routines.WithColumns(call, item.Columns);
        if (call.Routine.ReturnsSet || call.IsRecord)
            return context.Routines.Rows(call, alias, scope.Level);
        var value = context.Routines.Value(call, syntax.Position);
        var column = new BoundColumnDefinition(context.NewColumn(scope.Level), call.Columns[0].Name ?? alias, value.Type);
        var query = QueryShaper.Select(null, [new BoundProjection(column, value)]);
        return new BoundDerivedTable(query, alias, true, query.Columns);
    }

    private BoundFunctionTable BindRows(
        FunctionCall call, string name, ImmutableArray<Signature> overloads, string alias, Scope scope)
    {
        var arguments = FunctionBinder.BindArguments(context, call.Arguments, scope);
        var types = FunctionBinder.TypesOf(arguments);
        var signature = OverloadResolver.Choose(overloads, types, out var isAmbiguous);
        if (signature is null)
        {
            throw isAmbiguous
                ? CallErrors.AmbiguousFunction(name, types, call.Position)
                : CallErrors.UndefinedFunction(name, types, call.Position);
        }

        var converted = context.Operators.Convert(signature, arguments);
        var function = TableFunctionSignatures.IdOf(name);
        context.Collations.Calls.Refuse(function, converted);
        var names = TableFunctionSignatures.ColumnsOf(function);
        var type = OperatorBinder.ResultOf(signature, arguments, call.Position);
        var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>();
        if (names.Length == 2)
            columns.Add(new BoundColumnDefinition(context.NewColumn(scope.Level), names[0], SqlType.Text));
        columns.Add(new BoundColumnDefinition(context.NewColumn(scope.Level), names.IsEmpty ? alias : names[^1], type));
        return new BoundFunctionTable(function, [.. converted], alias, columns.ToImmutable());
    }

    private static ImmutableArray<BoundColumnDefinition> Rename(
        ImmutableArray<BoundColumnDefinition> columns, string alias, FunctionTable syntax) =>
        ColumnAliases.Apply(columns, syntax.Alias?.Columns ?? SyntaxList<Identifier>.Empty, alias, syntax.Position);

    private static BoundFromItem Finish(
        BoundTableReference relation, ImmutableArray<BoundColumnDefinition> columns, string alias, Scope scope)
    {
        var isScalar = columns.Length == 1 && relation is BoundFunctionTable;
        var item = ScopeItem.Of(alias, null, null, columns) with { IsScalar = isScalar };
        scope.Level.AllItems.Add(item);
        return new BoundFromItem(relation with { Columns = columns }, [item]);
    }
}
