using BTreeDb.Types;

namespace BTreeDb.Execution.Vectors;

/// <summary>The order of <c>char</c> values, to which trailing blanks are nothing, whether a value has them or implies them.</summary>
internal readonly struct BlankPaddedOrder : IValueOrder<TextView>
{
    public static bool AreEqual(in TextView left, in TextView right) =>
        left.Equals(right) || TextLength.TrimBlanks(left.Span).SequenceEqual(TextLength.TrimBlanks(right.Span));

    public static bool IsLess(in TextView left, in TextView right) => Compare(left, right) < 0;

    public static int Compare(in TextView left, in TextView right) =>
        TextLength.TrimBlanks(left.Span).SequenceCompareTo(TextLength.TrimBlanks(right.Span));
}
