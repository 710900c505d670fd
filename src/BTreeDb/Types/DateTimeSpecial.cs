namespace BTreeDb.Types;

/// <summary>The words that stand for a whole date or time.</summary>
internal enum DateTimeSpecial : byte
{
    None,
    Infinity,
    NegativeInfinity,
    Epoch,
    Now,
    Today,
    Tomorrow,
    Yesterday,
}
