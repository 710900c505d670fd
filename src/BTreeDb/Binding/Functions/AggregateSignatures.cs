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
        foreach (var type in (ReadOnlySpan<TypeId>)[Int2, Int4, Int8, Float4, Float8, Numeric, Text, BpChar, Bytea, Date, Time, Timestamp, TimestampTz, Interval, AnyArray, PseudoTypes.AnyEnum])
        {
            Add(table, "min", AggregateId.Min, type, type);
            Add(table, "max", AggregateId.Max, type, type);
        }
        Add(table, "bool_and", AggregateId.BoolAnd, Bool, Bool);
        Add(table, "every", AggregateId.BoolAnd, Bool, Bool);
        Add(table, "bool_or", AggregateId.BoolOr, Bool, Bool);
        foreach (var type in Integers)
        {
            Add(table, "bit_and", AggregateId.BitAnd, type, type);
            Add(table, "bit_or", AggregateId.BitOr, type, type);
            Add(table, "bit_xor", AggregateId.BitXor, type, type);
        }

        Add(table, "string_agg", AggregateId.StringAgg, Text, Text, Text);
        Add(table, "string_agg", AggregateId.StringAgg, Bytea, Bytea, Bytea);
        Add(table, "array_agg", AggregateId.ArrayAgg, AnyArray, PseudoTypes.AnyNonArray);
        Add(table, "array_agg", AggregateId.ArrayAgg, AnyArray, AnyArray);
        foreach (var (prefix, json) in (ReadOnlySpan<(string, TypeId)>)[("json", Json), ("jsonb", Jsonb)])
        {
            Add(table, $"{prefix}_agg", AggregateId.JsonAgg, json, AnyElement);
            Add(table, $"{prefix}_object_agg", AggregateId.JsonObjectAgg, json, Any, Any);
        }

        AddStatistics(table);
        return table;
    }

    private static void AddStatistics(SignatureTable table)
    {
        foreach (var (name, aggregate) in (ReadOnlySpan<(string, AggregateId)>)
            [
                ("var_pop", AggregateId.VarPop), ("var_samp", AggregateId.VarSamp), ("variance", AggregateId.VarSamp),
                ("stddev_pop", AggregateId.StddevPop), ("stddev_samp", AggregateId.StddevSamp), ("stddev", AggregateId.StddevSamp),
            ])
        {
            foreach (var type in (ReadOnlySpan<TypeId>)[Int2, Int4, Int8, Numeric])
                Add(table, name, aggregate, Numeric, type);
            Add(table, name, aggregate, Float8, Float4);
            Add(table, name, aggregate, Float8, Float8);
        }

        foreach (var (name, aggregate) in (ReadOnlySpan<(string, AggregateId)>)
            [
                ("corr", AggregateId.Corr), ("covar_pop", AggregateId.CovarPop), ("covar_samp", AggregateId.CovarSamp),
                ("regr_avgx", AggregateId.RegrAvgX), ("regr_avgy", AggregateId.RegrAvgY), ("regr_sxx", AggregateId.RegrSxx),
                ("regr_syy", AggregateId.RegrSyy), ("regr_sxy", AggregateId.RegrSxy), ("regr_r2", AggregateId.RegrR2),
                ("regr_slope", AggregateId.RegrSlope), ("regr_intercept", AggregateId.RegrIntercept),
            ])
            Add(table, name, aggregate, Float8, Float8, Float8);
        Add(table, "regr_count", AggregateId.RegrCount, Int8, Float8, Float8);
    }

    private static void Add(SignatureTable table, string name, AggregateId aggregate, TypeId result, params ReadOnlySpan<TypeId> arguments) =>
        table.Add(name, new Signature(FunctionId.None, [.. arguments], result) { Aggregate = aggregate });
}
