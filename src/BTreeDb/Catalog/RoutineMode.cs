namespace BTreeDb.Catalog;

/// <summary>Which way a parameter carries values; a column of RETURNS TABLE is one, too. Stored: never renumber, only add.</summary>
internal enum RoutineMode : short
{
    In = 0,
    Out = 1,
    InOut = 2,
    Variadic = 3,
    Table = 4,
}
