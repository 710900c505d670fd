using TypeId = BTreeDb.Types.TypeId;
using static BTreeDb.Binding.Functions.FunctionTypes;

namespace BTreeDb.Binding.Functions;

/// <summary>The aggregates, with PostgreSQL's result types.</summary>
internal static class AggregateSignatures
{
    /// <summary>By name.</summary>
    public static SignatureTable All { get; } = Build();

    private static SignatureTable Build()
    {
        var table = new SignatureTable();
        Add(table, "count", AggregateId.Count, Int8, Any);
        Add(table, "sum", AggregateId.Sum, Int8, Int2);
        Add(table, "sum", AggregateId.Sum, Int8, Int4);
        Add(table, "sum", AggregateId.Sum, Numeric, Int8);
        Add(table, "sum", AggregateId.Sum, Float4, Float4);
        Add(table, "sum", AggregateId.Sum, Float8, Float8);
        Add(table, "sum", AggregateId.Sum, Numeric, Numeric);
        Add(table, "sum", AggregateId.Sum, Interval, Interval);
        foreach (var type in (ReadOnlySpan<TypeId>)[Int2, Int4, Int8, Numeric])
            Add(table, "avg", AggregateId.Avg, Numeric, type);
        Add(table, "avg", AggregateId.Avg, Float8, Float4);
        Add(table, "avg", AggregateId.Avg, Float8, Float8);
        Add(table, "avg", AggregateId.Avg, Interval, Interval);
        foreach (var type in (ReadOnlySpan<TypeId>)[Int2, Int4, Int8, Float4, Float8, Numeric, Text, BpChar, Bytea, Date, Time, Timestamp, TimestampTz, Interval, AnyArray])
        {
            Add(table, "min", AggregateId.Min, type, type);
            Add(table, "max", AggregateId.Max, type, type);
        }
        Add(table, "bool_and", AggregateId.BoolAnd, Bool, Bool);
        Add(table, "every", AggregateId.BoolAnd, Bool, Bool);
        Add(table, "bool_or", AggregateId.BoolOr, Bool, Bool);
        return table;
    }

    private static void Add(SignatureTable table, string name, AggregateId aggregate, TypeId result, TypeId argument) =>
        table.Add(name, new Signature(FunctionId.None, [argument], result) { Aggregate = aggregate });
}
