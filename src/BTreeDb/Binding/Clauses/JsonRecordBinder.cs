using System.Collections.Immutable;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Scalars;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Types;

namespace BTreeDb.Binding.Clauses;

/// <summary>
/// json_to_record, json_to_recordset and their like for jsonb, whose columns the call in FROM defines: each is the member of
/// its name, converted.
/// </summary>
internal sealed class JsonRecordBinder(BindingContext context)
{
    /// <summary>Whether a call is one of these.</summary>
    public static bool Is(Expression call) =>
        call is FunctionCall function && FunctionBinder.NameOf(function)
            is "json_to_record" or "jsonb_to_record" or "json_to_recordset" or "jsonb_to_recordset";

    /// <summary>Binds a call.</summary>
    public BoundDerivedTable Bind(TableFunction item, Scope scope)
    {
        var call = (FunctionCall)item.Call;
        if (item.Columns.IsEmpty)
            throw RoutineErrors.ColumnsNeeded(call.Position);
        var inner = Scope.Inside(scope, scope.CommonTables).In(ClauseKind.FromFunction);
        var arguments = FunctionBinder.BindArguments(context, call.Arguments, inner);
        var type = new SqlType(call.Name.Name.StartsWith("jsonb", StringComparison.Ordinal) ? TypeId.Jsonb : TypeId.Json);
        if (arguments.Length != 1 || arguments[0].Type.Id is not TypeId.Unknown && arguments[0].Type.Id != type.Id)
            throw CallErrors.UndefinedFunction(call.Name.Name, FunctionBinder.TypesOf(arguments), call.Position);
        var document = context.Coercer.Coerce(arguments[0], type);
        var column = new BoundColumnDefinition(context.NewColumn(inner.Level), "value", type);
        BoundTableReference source = call.Name.Name.EndsWith("set", StringComparison.Ordinal)
            ? new BoundFunctionTable(TableFunctionId.JsonElements, [document], "value", [column])
            : new BoundDerivedTable(QueryShaper.Select(null, [new BoundProjection(column, document)]), "value", true, [column]);
        var projections = ImmutableArray.CreateBuilder<BoundProjection>(item.Columns.Count);
        foreach (var definition in item.Columns)
        {
            var value = Member(column, definition);
            projections.Add(new BoundProjection(
                new BoundColumnDefinition(context.NewColumn(scope.Level), definition.Name, value.Type), value));
        }

        var query = QueryShaper.Select(source, projections.MoveToImmutable());
        return new BoundDerivedTable(query, call.Name.Name, true, query.Columns);
    }

    private BoundExpression Member(BoundColumnDefinition document, TypedColumn definition)
    {
        var type = TypeNameResolver.Resolve(definition.Type, context.Catalog);
        if (type.Id == TypeId.Array)
            throw UnsupportedErrors.Feature("arrays in records of json", definition.Position);
        var isJson = type.Id is TypeId.Json or TypeId.Jsonb;
        var value = context.Operators.Bind(
            isJson ? "->" : "->>", new BoundColumn(document.Id, document.Type, document.Name),
            new BoundLiteral(Datum.FromText(definition.Name), SqlType.Text), -1);
        return value.Type.Id == type.Id ? value : context.Coercer.Cast(value, type, -1);
    }
}
