namespace BTreeDb.Catalog;

/// <summary>What a routine is. Stored: never renumber, only add.</summary>
internal enum RoutineKind : short
{
    Function = 0,
    Procedure = 1,
}
