using BTreeDb.Types.Json;

namespace BTreeDb.Execution.Vectors;

/// <summary>The order of jsonb.</summary>
internal readonly struct JsonbValueOrder : IValueOrder<TextView>
{
    public static bool AreEqual(in TextView left, in TextView right) =>
        left.Span.SequenceEqual(right.Span) || Compare(left, right) == 0;

    public static bool IsLess(in TextView left, in TextView right) => Compare(left, right) < 0;

    public static int Compare(in TextView left, in TextView right) =>
        JsonbOrder.Compare(new JsonbView(left.Span), new JsonbView(right.Span));
}
