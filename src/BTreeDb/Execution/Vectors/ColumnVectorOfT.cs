using BTreeDb.Types;

namespace BTreeDb.Execution.Vectors;

/// <summary>
/// A column whose values lie as an array of <typeparamref name="T"/>: <c>byte</c> for booleans, <c>short</c>, <c>int</c>,
/// <c>long</c>, <c>float</c>, <c>double</c>, <c>Numeric</c>, <see cref="UInt128"/> (uuid), <see cref="TextView"/>.
/// </summary>
internal sealed class ColumnVector<T>(SqlType type, int capacity) : ColumnVector(type, capacity)
    where T : struct
{
    /// <summary>The values; those of NULL rows are unspecified but valid to read.</summary>
    public T[] Values { get; } = new T[capacity];
}
