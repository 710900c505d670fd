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
/// json(b)_to_record and json(b)_to_recordset with their column definition lists, json(b)_populate_record and
/// json(b)_populate_recordset with the row that is their model: a query over the value or its elements that converts a member
/// for each column.
/// </summary>
internal sealed class JsonRecordBinder(BindingContext context)
{
    /// <summary>Whether a call is one of these.</summary>
    public static bool IsRecordFunction(Expression call) =>
        call is FunctionCall function && FunctionBinder.NameOf(function) is { } name
            && (IsPopulation(name) || name is "json_to_record" or "jsonb_to_record" or "json_to_recordset" or "jsonb_to_recordset");

    /// <summary>Whether a function takes a row as the model of its result.</summary>
    public static bool IsPopulation(string name) => name is "json_populate_record" or "jsonb_populate_record"
        or "json_populate_recordset" or "jsonb_populate_recordset";

    /// <summary>Whether a call says its columns itself.</summary>
    public static bool TakesColumns(Expression call) =>
        IsRecordFunction(call) && !IsPopulation(((FunctionCall)call).Name.Name);

    /// <summary>Binds a call in FROM.</summary>
    public BoundDerivedTable Bind(TableFunction function, string alias, Scope scope)
    {
        var call = (FunctionCall)function.Call;
        var name = call.Name.Name;
        var inner = Scope.Inside(scope, scope.CommonTables).In(ClauseKind.FromFunction);
        var model = default(BoundRow);
        if (!IsPopulation(name) && function.Columns.IsEmpty)
            throw RowSetErrors.NeedsColumns(call.Position);
        var arguments = FunctionBinder.BindArguments(context, call.Arguments, inner);
        var json = IsPopulation(name) ? Arguments(call, arguments, out model) : Argument(call, arguments, arguments);
        var source = new BoundColumnDefinition(context.NewColumn(inner.Level), name, json.Type);
        BoundTableReference from = IsSet(name)
            ? new BoundFunctionTable(TableFunctionId.JsonElements, [json], name, [source])
            : new BoundDerivedTable(QueryShaper.Select(null, [new BoundProjection(source, json)]), name, true, [source]);
        var value = new BoundColumn(source.Id, source.Type, source.Name);
        var query = QueryShaper.Select(
            from, model is null ? Fields(function, name, value, scope) : Named(Populate(name, model, value), scope));
        return new BoundDerivedTable(query, alias, true, query.Columns);
    }

    /// <summary>Binds a call of a function with a model as an expression; one that returns rows is a row function of its level.</summary>
    public BoundRow BindValue(FunctionCall call, Scope scope)
    {
        var name = call.Name.Name;
        var json = Arguments(call, FunctionBinder.BindArguments(context, call.Arguments, scope), out var model);
        if (IsSet(name))
        {
            FunctionBinder.RefuseRows(call, scope.Level);
            var element = new BoundColumnDefinition(context.NewColumn(scope.Level), name, json.Type);
            var rows = scope.Level.AddRowFunction(new BoundFunctionTable(TableFunctionId.JsonElements, [json], name, [element]));
            json = new BoundColumn(rows.Columns[0].Id, json.Type, name);
        }

        return Populate(name, model, json) with { Position = call.Position };
    }

    private static bool IsSet(string name) => name.EndsWith("set", StringComparison.Ordinal);

    /// <summary>The json of a call with a model, and the model.</summary>
    private BoundExpression Arguments(FunctionCall call, BoundExpression[] arguments, out BoundRow model)
    {
        var name = call.Name.Name;
        if (arguments.Length != 2)
            throw CallErrors.UndefinedFunction(name, FunctionBinder.TypesOf(arguments), call.Position);
        model = arguments[0] switch
        {
            BoundRow row => row,
            { Type.Id: TypeId.Record or TypeId.Unknown } => throw RowTypeErrors.UnknownRowType(name, call.Position),
            _ => throw RowTypeErrors.NotComposite(name, call.Position),
        };
        return Argument(call, arguments, arguments[1..]);
    }

    /// <summary>The only argument left, as json or jsonb.</summary>
    private BoundExpression Argument(FunctionCall call, BoundExpression[] all, BoundExpression[] left)
    {
        var name = call.Name.Name;
        var wanted = name.StartsWith("jsonb", StringComparison.Ordinal) ? SqlType.Jsonb : new SqlType(TypeId.Json);
        if (left.Length != 1 || context.Coercer.TryCoerce(left[0], wanted, Coercion.CastContext.Implicit) is not { } json)
            throw CallErrors.UndefinedFunction(name, FunctionBinder.TypesOf(all), call.Position);
        return json;
    }

    private ImmutableArray<BoundProjection> Fields(TableFunction function, string name, BoundColumn source, Scope scope)
    {
        var fields = ImmutableArray.CreateBuilder<BoundProjection>(function.Columns.Count);
        foreach (var column in function.Columns)
        {
            var type = TypeNameResolver.Resolve(column.Type, context.Catalog, context.ViewSchema);
            fields.Add(new BoundProjection(
                new BoundColumnDefinition(context.NewColumn(scope.Level), column.Name, type), Member(source, column.Name, name, type)));
        }

        return fields.MoveToImmutable();
    }

    private ImmutableArray<BoundProjection> Named(BoundRow row, Scope scope)
    {
        var fields = ImmutableArray.CreateBuilder<BoundProjection>(row.Fields.Length);
        for (var i = 0; i < row.Fields.Length; i++)
        {
            fields.Add(new BoundProjection(
                new BoundColumnDefinition(context.NewColumn(scope.Level), row.Names[i], row.Fields[i].Type), row.Fields[i]));
        }

        return fields.MoveToImmutable();
    }

    /// <summary>A row of members; where the json has none, the model's field stays.</summary>
    private BoundRow Populate(string name, BoundRow model, BoundExpression json)
    {
        var fields = ImmutableArray.CreateBuilder<BoundExpression>(model.Fields.Length);
        for (var i = 0; i < model.Fields.Length; i++)
        {
            var kept = model.Fields[i];
            var member = Member(json, model.Names[i], IsSet(name) ? name : "populate_composite", kept.Type);
            if (kept is BoundLiteral { Value.IsNull: true })
            {
                fields.Add(member);
                continue;
            }

            var key = new BoundLiteral(Datum.FromText(model.Names[i]), SqlType.Text);
            var isThere = new BoundCall(FunctionId.JsonbExists, [context.Coercer.Coerce(json, SqlType.Jsonb), key], SqlType.Boolean);
            fields.Add(new BoundCase([new BoundWhen(isThere, member)], kept, kept.Type));
        }

        return new BoundRow(fields.MoveToImmutable(), model.Names, IsRelation: true);
    }

    private BoundExpression Member(BoundExpression json, string member, string function, SqlType type)
    {
        var field = new BoundCall(
            FunctionId.JsonField,
            [
                json,
                new BoundLiteral(Datum.FromText(member), SqlType.Text),
                new BoundLiteral(Datum.FromText(function), SqlType.Text),
            ],
            type.Base);
        return context.Coercer.Coerce(field, type);
    }
}
