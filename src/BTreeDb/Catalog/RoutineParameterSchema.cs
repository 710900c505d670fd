using BTreeDb.Types;

namespace BTreeDb.Catalog;

/// <summary>A parameter of a routine.</summary>
/// <param name="Name">Its name, or null.</param>
/// <param name="Type">Its type; of VARIADIC the array's.</param>
/// <param name="Mode">Which way it carries values.</param>
/// <param name="DefaultSql">What stands for a missing argument, in canonical SQL, or null.</param>
internal sealed record RoutineParameterSchema(string? Name, SqlType Type, RoutineMode Mode, string? DefaultSql)
{
    /// <summary>Whether a call gives it a value.</summary>
    public bool IsInput => Mode is RoutineMode.In or RoutineMode.InOut or RoutineMode.Variadic;

    /// <summary>Whether the result has a column for it.</summary>
    public bool IsOutput => Mode is RoutineMode.Out or RoutineMode.InOut or RoutineMode.Table;
}
