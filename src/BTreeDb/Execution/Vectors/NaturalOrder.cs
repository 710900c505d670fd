namespace BTreeDb.Execution.Vectors;

/// <summary>The order that the .NET type itself has.</summary>
internal readonly struct NaturalOrder<T> : IValueOrder<T>
    where T : struct, IComparable<T>, IEquatable<T>
{
    public static bool AreEqual(in T left, in T right) => left.Equals(right);

    public static bool IsLess(in T left, in T right) => left.CompareTo(right) < 0;

    public static int Compare(in T left, in T right) => left.CompareTo(right);
}
