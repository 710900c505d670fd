namespace BTreeDb.Execution.Vectors;

/// <summary>PostgreSQL's order of floats: NaN equals NaN and is above all numbers; -0.0 equals 0.0.</summary>
internal readonly struct FloatOrder : IValueOrder<float>, IValueOrder<double>
{
    public static bool AreEqual(in float left, in float right) =>
        left == right || (float.IsNaN(left) && float.IsNaN(right));

    public static bool AreEqual(in double left, in double right) =>
        left == right || (double.IsNaN(left) && double.IsNaN(right));

    public static bool IsLess(in float left, in float right) => IsLess((double)left, (double)right);

    public static bool IsLess(in double left, in double right) =>
        left < right || (double.IsNaN(right) && !double.IsNaN(left));

    public static int Compare(in float left, in float right) => Compare((double)left, (double)right);

    public static int Compare(in double left, in double right)
    {
        if (left < right)
            return -1;
        if (left > right)
            return 1;
        if (left == right)
            return 0;
        return double.IsNaN(left).CompareTo(double.IsNaN(right));
    }
}
