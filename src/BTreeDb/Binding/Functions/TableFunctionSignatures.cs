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
        return table;
    }

    private static void Add(SignatureTable table, string name, TypeId result, params ReadOnlySpan<TypeId> arguments) =>
        table.Add(name, new Signature(FunctionId.None, ImmutableArray.Create(arguments), result));
}
