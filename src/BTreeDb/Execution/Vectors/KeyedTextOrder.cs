using BTreeDb.Types;

namespace BTreeDb.Execution.Vectors;

/// <summary>The order of keyed texts: that of the keys, whatever the texts are.</summary>
internal readonly struct KeyedTextOrder : IValueOrder<TextView>
{
    public static bool AreEqual(in TextView left, in TextView right) =>
        CollationKeys.KeyOf(left.Span).SequenceEqual(CollationKeys.KeyOf(right.Span));

    public static bool IsLess(in TextView left, in TextView right) => Compare(left, right) < 0;

    public static int Compare(in TextView left, in TextView right) =>
        CollationKeys.KeyOf(left.Span).SequenceCompareTo(CollationKeys.KeyOf(right.Span));
}
