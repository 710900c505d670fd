using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>enum_first, enum_last and enum_range. Only the types of the arguments count, and their values as bounds.</summary>
internal static class EnumLabels
{
    public static void First(CallFrame call)
    {
        var labels = call.ResultType.EnumLabels.Labels;
        if (labels.IsEmpty)
            throw TypeErrors.EmptyEnum(call.ResultType.EnumLabels.Name);
        call.Return(labels[0].Value);
    }

    public static void Last(CallFrame call)
    {
        var labels = call.ResultType.EnumLabels.Labels;
        if (labels.IsEmpty)
            throw TypeErrors.EmptyEnum(call.ResultType.EnumLabels.Name);
        call.Return(labels[^1].Value);
    }

    public static void All(CallFrame call) => Return(call, int.MinValue, int.MaxValue);

    /// <summary>NULL means no bound.</summary>
    public static void Between(CallFrame call)
    {
        var labels = call.ResultType.ElementType.EnumLabels;
        var first = call.IsNull(0) ? 0 : labels.IndexOf(call.Int32(0));
        var last = call.IsNull(1) ? int.MaxValue : labels.IndexOf(call.Int32(1));
        Return(call, first, last);
    }

    private static void Return(CallFrame call, int first, int last)
    {
        var scratch = ArrayScratch.Of(call);
        var labels = call.ResultType.ElementType.EnumLabels.Labels;
        for (var i = Math.Max(first, 0); i <= last && i < labels.Length; i++)
            scratch.Builder.Add(Datum.FromInt64(labels[i].Value));
        scratch.Return(call);
    }
}
