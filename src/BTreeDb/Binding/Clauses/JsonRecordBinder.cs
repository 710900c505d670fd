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
/// json(b)_to_record and json(b)_to_recordset with their column definition lists: a query over the value or its elements
/// that converts a member for each column.
/// </summary>
internal sealed class JsonRecordBinder(BindingContext context)
{
    /// <summary>The function that a call is, if it is one of these.</summary>
    public static string? NameOf(TableFunction function) =>
        function.Call is FunctionCall call && FunctionBinder.NameOf(call) is
            "json_to_record" or "jsonb_to_record" or "json_to_recordset" or "jsonb_to_recordset"
            ? call.Name.Name
            : null;

    /// <summary>Binds a call.</summary>
    public BoundDerivedTable Bind(TableFunction function, string alias, Scope scope)
    {
        var call = (FunctionCall)function.Call;
        var name = call.Name.Name;
        if (function.Columns.IsEmpty)
            throw RowSetErrors.NeedsColumns(call.Position);
        var inner = Scope.Inside(scope, scope.CommonTables).In(ClauseKind.FromFunction);
        var arguments = FunctionBinder.BindArguments(context, call.Arguments, inner);
        var wanted = name.StartsWith("jsonb", StringComparison.Ordinal) ? SqlType.Jsonb : new SqlType(TypeId.Json);
        if (arguments.Length != 1 || context.Coercer.TryCoerce(arguments[0], wanted, Coercion.CastContext.Implicit) is not { } json)
            throw CallErrors.UndefinedFunction(name, FunctionBinder.TypesOf(arguments), call.Position);
        json = context.Coercer.Coerce(json, SqlType.Jsonb);
        var source = new BoundColumnDefinition(context.NewColumn(inner.Level), name, SqlType.Jsonb);
        BoundTableReference from = name.EndsWith("set", StringComparison.Ordinal)
            ? new BoundFunctionTable(TableFunctionId.JsonElements, [json], name, [source])
            : new BoundDerivedTable(QueryShaper.Select(null, [new BoundProjection(source, json)]), name, true, [source]);
        var query = QueryShaper.Select(from, Fields(function, name, source, inner));
        return new BoundDerivedTable(query, alias, true, query.Columns);
    }

    private ImmutableArray<BoundProjection> Fields(
        TableFunction function, string name, BoundColumnDefinition source, Scope scope)
    {
        var fields = ImmutableArray.CreateBuilder<BoundProjection>(function.Columns.Count);
        foreach (var column in function.Columns)
        {
            var type = TypeNameResolver.Resolve(column.Type, context.Catalog, context.ViewSchema);
            var field = new BoundCall(
                FunctionId.JsonField,
                [
                    new BoundColumn(source.Id, source.Type, source.Name),
                    new BoundLiteral(Datum.FromText(column.Name), SqlType.Text),
                    new BoundLiteral(Datum.FromText(name), SqlType.Text),
                ],
                type.Base);
            var value = context.Coercer.Coerce(field, type);
            fields.Add(new BoundProjection(
                new BoundColumnDefinition(context.NewColumn(scope.Level), column.Name, type), value));
        }

        return fields.MoveToImmutable();
    }
}
