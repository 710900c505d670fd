using System.Collections.Immutable;
using TypeId = BTreeDb.Types.TypeId;
using static BTreeDb.Binding.Functions.FunctionTypes;

namespace BTreeDb.Binding.Functions;

/// <summary>The operators and functions of json and jsonb.</summary>
internal static class JsonSignatures
{
    /// <summary>Adds the operators.</summary>
    public static void AddOperators(SignatureTable table)
    {
        foreach (var json in (ReadOnlySpan<TypeId>)[Json, Jsonb])
        {
            table.Add("->", FunctionId.JsonGet, json, json, Text);
            table.Add("->", FunctionId.JsonGet, json, json, Int4);
            table.Add("->>", FunctionId.JsonGetText, Text, json, Text);
            table.Add("->>", FunctionId.JsonGetText, Text, json, Int4);
            table.Add("#>", FunctionId.JsonGetPath, json, json, TextArray);
            table.Add("#>>", FunctionId.JsonGetPathText, Text, json, TextArray);
        }

        table.Add("@>", FunctionId.JsonbContains, Bool, Jsonb, Jsonb);
        table.Add("<@", FunctionId.JsonbContained, Bool, Jsonb, Jsonb);
        table.Add("?", FunctionId.JsonbExists, Bool, Jsonb, Text);
        table.Add("?|", FunctionId.JsonbExistsAny, Bool, Jsonb, TextArray);
        table.Add("?&", FunctionId.JsonbExistsAll, Bool, Jsonb, TextArray);
        table.Add("||", FunctionId.JsonbConcat, Jsonb, Jsonb, Jsonb);
        table.Add("-", FunctionId.JsonbDelete, Jsonb, Jsonb, Text);
        table.Add("-", FunctionId.JsonbDelete, Jsonb, Jsonb, Int4);
        table.Add("-", FunctionId.JsonbDelete, Jsonb, Jsonb, TextArray);
        table.Add("#-", FunctionId.JsonbDeletePath, Jsonb, Jsonb, TextArray);
    }

    /// <summary>Adds the functions.</summary>
    public static void AddFunctions(SignatureTable table)
    {
        AddForBoth(table, "json", Json);
        AddForBoth(table, "jsonb", Jsonb);
        table.Add("array_to_json", FunctionId.ArrayToJson, Json, AnyArray);
        table.Add("array_to_json", FunctionId.ArrayToJson, Json, AnyArray, Bool);
        foreach (var name in (ReadOnlySpan<string>)["jsonb_set", "jsonb_insert"])
        {
            var function = name == "jsonb_set" ? FunctionId.JsonbSet : FunctionId.JsonbInsert;
            table.Add(name, function, Jsonb, Jsonb, TextArray, Jsonb);
            table.Add(name, function, Jsonb, Jsonb, TextArray, Jsonb, Bool);
        }

        table.Add("jsonb_set_lax", FunctionId.JsonbSetLax, Jsonb, Jsonb, TextArray, Jsonb);
        table.Add("jsonb_set_lax", FunctionId.JsonbSetLax, Jsonb, Jsonb, TextArray, Jsonb, Bool);
        table.Add("jsonb_set_lax", FunctionId.JsonbSetLax, Jsonb, Jsonb, TextArray, Jsonb, Bool, Text);
        table.Add("jsonb_pretty", FunctionId.JsonbPretty, Text, Jsonb);
    }

    private static void AddForBoth(SignatureTable table, string prefix, TypeId json)
    {
        table.Add($"to_{prefix}", FunctionId.ToJson, json, AnyElement);
        table.Add($"{prefix}_typeof", FunctionId.JsonTypeof, Text, json);
        table.Add($"{prefix}_array_length", FunctionId.JsonLength, Int4, json);
        table.Add($"{prefix}_strip_nulls", FunctionId.JsonStripNulls, json, json);
        table.Add($"{prefix}_object", FunctionId.JsonObject, json, TextArray);
        table.Add($"{prefix}_object", FunctionId.JsonObject, json, TextArray, TextArray);
        AddVariadic(table, $"{prefix}_build_object", FunctionId.JsonBuildObject, json, Any);
        AddVariadic(table, $"{prefix}_build_array", FunctionId.JsonBuildArray, json, Any);
        table.Add($"{prefix}_build_object", FunctionId.JsonBuildObject, json);
        table.Add($"{prefix}_build_array", FunctionId.JsonBuildArray, json);
        AddVariadic(table, $"{prefix}_extract_path", FunctionId.JsonExtractPath, json, json, Text);
        AddVariadic(table, $"{prefix}_extract_path_text", FunctionId.JsonExtractPathText, Text, json, Text);
    }

    private static void AddVariadic(
        SignatureTable table, string name, FunctionId function, TypeId result, params ReadOnlySpan<TypeId> arguments) =>
        table.Add(name, new Signature(function, ImmutableArray.Create(arguments), result) { IsVariadic = true });
}
