using BTreeDb.Types.Arrays;

namespace BTreeDb.Execution.Vectors;

/// <summary>The order of arrays, which are self-describing, so that no type is needed to compare them.</summary>
internal readonly struct ArrayValueOrder : IValueOrder<TextView>
{
    public static bool AreEqual(in TextView left, in TextView right) =>
        left.Span.SequenceEqual(right.Span) || ArrayOrder.Compare(left.Span, right.Span) == 0;

    public static bool IsLess(in TextView left, in TextView right) => ArrayOrder.Compare(left.Span, right.Span) < 0;

    public static int Compare(in TextView left, in TextView right) => ArrayOrder.Compare(left.Span, right.Span);
}
