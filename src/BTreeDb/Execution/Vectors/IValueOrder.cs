namespace BTreeDb.Execution.Vectors;

/// <summary>The order of values of a type as SQL has it, for generic code that the JIT specialises.</summary>
internal interface IValueOrder<T>
{
    static abstract bool AreEqual(in T left, in T right);

    static abstract bool IsLess(in T left, in T right);

    static abstract int Compare(in T left, in T right);
}
