using System.Collections.Immutable;
using BTreeDb.Binding.Queries;
using TypeId = BTreeDb.Types.TypeId;
using static BTreeDb.Binding.Functions.FunctionTypes;

namespace BTreeDb.Binding.Functions;

/// <summary>The functions that yield rows of one column, and which function each signature belongs to.</summary>
internal static class TableFunctionSignatures
{
    /// <summary>By name.</summary>
    public static SignatureTable All { get; } = Build();

    /// <summary>The function behind a name of this table.</summary>
    public static TableFunctionId IdOf(string name) => name switch
    {
        "generate_series" => TableFunctionId.GenerateSeries,
        "unnest" => TableFunctionId.Unnest,
        "json_each" or "jsonb_each" => TableFunctionId.JsonEach,
        "json_each_text" or "jsonb_each_text" => TableFunctionId.JsonEachText,
        "json_array_elements" or "jsonb_array_elements" => TableFunctionId.JsonElements,
        "json_array_elements_text" or "jsonb_array_elements_text" => TableFunctionId.JsonElementsText,
        "json_object_keys" or "jsonb_object_keys" => TableFunctionId.JsonKeys,
        "regexp_matches" => TableFunctionId.RegexpMatches,
        "regexp_split_to_table" => TableFunctionId.RegexpSplit,
        "string_to_table" => TableFunctionId.StringToTable,
        "generate_subscripts" => TableFunctionId.GenerateSubscripts,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static SignatureTable Build()
    {
        var table = new SignatureTable();
        foreach (var type in (ReadOnlySpan<TypeId>)[Int4, Int8, Numeric])
        {
            Add(table, "generate_series", type, type, type);
            Add(table, "generate_series", type, type, type, type);
        }
        Add(table, "generate_series", Timestamp, Timestamp, Timestamp, Interval);
        Add(table, "generate_series", TimestampTz, TimestampTz, TimestampTz, Interval);
        Add(table, "unnest", AnyElement, AnyArray);
        foreach (var (prefix, json) in (ReadOnlySpan<(string, TypeId)>)[("json", Json), ("jsonb", Jsonb)])
        {
            Add(table, $"{prefix}_each", json, json);
            Add(table, $"{prefix}_each_text", Text, json);
            Add(table, $"{prefix}_array_elements", json, json);
            Add(table, $"{prefix}_array_elements_text", Text, json);
            Add(table, $"{prefix}_object_keys", Text, json);
        }

        foreach (var (name, result) in (ReadOnlySpan<(string, TypeId)>)
            [("regexp_matches", TextArray), ("regexp_split_to_table", Text), ("string_to_table", Text)])
        {
            Add(table, name, result, Text, Text);
            Add(table, name, result, Text, Text, Text);
        }

        Add(table, "generate_subscripts", Int4, AnyArray, Int4);
        Add(table, "generate_subscripts", Int4, AnyArray, Int4, Bool);
        return table;
    }

    /// <summary>The names that a function itself gives to its columns; empty if it takes that of the table's alias.</summary>
    public static ImmutableArray<string> ColumnsOf(TableFunctionId function) => function switch
    {
        TableFunctionId.JsonEach or TableFunctionId.JsonEachText => ["key", "value"],
        TableFunctionId.JsonElements or TableFunctionId.JsonElementsText => ["value"],
        _ => [],
    };

    private static void Add(SignatureTable table, string name, TypeId result, params ReadOnlySpan<TypeId> arguments) =>
        table.Add(name, new Signature(FunctionId.None, ImmutableArray.Create(arguments), result));
}
