namespace BTreeDb.Types.Json;

/// <summary>The kinds of json values, in the order in which jsonb sorts them. The numbers are stored.</summary>
internal enum JsonKind : byte
{
    Null = 0,
    String = 1,
    Number = 2,
    False = 3,
    True = 4,
    Array = 5,
    Object = 6,
}
