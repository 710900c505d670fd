namespace BTreeDb.Types;

/// <summary>Whether a <see cref="Numeric"/> is a number, and if not, what.</summary>
internal enum NumericKind : byte
{
    Finite,
    NegativeInfinity,
    PositiveInfinity,
    NaN,
}
