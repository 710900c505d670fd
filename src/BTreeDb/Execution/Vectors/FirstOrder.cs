namespace BTreeDb.Execution.Vectors;

/// <summary>Takes all values for equal, so that the least one is the first that comes.</summary>
internal readonly struct FirstOrder<T> : IValueOrder<T>
{
    public static bool AreEqual(in T left, in T right) => true;

    public static bool IsLess(in T left, in T right) => false;

    public static int Compare(in T left, in T right) => 0;
}
