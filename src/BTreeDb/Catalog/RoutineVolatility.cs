namespace BTreeDb.Catalog;

/// <summary>What the results of a routine depend on besides its arguments. Stored: never renumber, only add.</summary>
internal enum RoutineVolatility : short
{
    /// <summary>On nothing.</summary>
    Immutable = 0,

    /// <summary>On the database as the statement sees it.</summary>
    Stable = 1,

    /// <summary>On anything, and it may change the database.</summary>
    Volatile = 2,
}
