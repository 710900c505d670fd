using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Functions;

/// <summary>
/// Rows on their way into json: the fields of a record are known only where it is bound, so there it becomes a call over
/// names and values.
/// </summary>
internal static class JsonRows
{
    /// <summary>A value as it goes into json: a row as the json object of its fields, all else as it is.</summary>
    public static BoundExpression Open(BoundExpression value, bool isPretty = false)
    {
        if (value is not BoundRow row)
            return value;
        var arguments = ImmutableArray.CreateBuilder<BoundExpression>(row.Fields.Length * 2 + 2);
        arguments.Add(new BoundLiteral(Datum.FromBoolean(row.IsRelation), SqlType.Boolean));
        arguments.Add(new BoundLiteral(Datum.FromBoolean(isPretty), SqlType.Boolean));
        for (var i = 0; i < row.Fields.Length; i++)
        {
            arguments.Add(new BoundLiteral(Datum.FromText(row.Names[i]), SqlType.Text));
            arguments.Add(Open(Settle(row.Fields[i])));
        }

        return new BoundCall(FunctionId.RowToJson, arguments.MoveToImmutable(), new SqlType(TypeId.Json))
        {
            Position = row.Position,
        };
    }

    /// <summary>Whether a function makes json of whatever it is given.</summary>
    public static bool TakesRows(string name) => name is "to_json" or "to_jsonb" or "json_build_object"
        or "jsonb_build_object" or "json_build_array" or "jsonb_build_array" or "row_to_json";

    /// <summary>What an aggregate collects: names as text, values as json.</summary>
    public static ImmutableArray<BoundExpression> InputsOf(
        AggregateId aggregate, ImmutableArray<BoundExpression> arguments, SqlType result)
    {
        if (aggregate is not (AggregateId.JsonAgg or AggregateId.JsonObjectAgg))
            return arguments;
        var value = new BoundCall(FunctionId.ToJson, [Open(arguments[^1])], result);
        return aggregate == AggregateId.JsonAgg ? [value] : [new BoundCast(arguments[0], SqlType.Text, IsExplicit: true), value];
    }

    private static BoundExpression Settle(BoundExpression field) =>
        field is BoundLiteral { Type.Id: TypeId.Unknown } literal ? new BoundCast(literal, SqlType.Text, IsExplicit: false) : field;
}
