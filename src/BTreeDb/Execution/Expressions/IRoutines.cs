using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>Runs functions whose bodies are statements, within the statement that calls them.</summary>
internal interface IRoutines
{
    /// <summary>The value of a function for one row.</summary>
    /// <param name="routine">The function.</param>
    /// <param name="types">The types of the arguments.</param>
    /// <param name="arguments">The arguments; not kept.</param>
    /// <param name="result">The type of the value.</param>
    Datum Call(RoutineSchema routine, ReadOnlySpan<SqlType> types, ReadOnlySpan<Datum> arguments, SqlType result);

    /// <summary>The rows of a function; the caller disposes of them.</summary>
    IRoutineRows Open(
        RoutineSchema routine, ReadOnlySpan<SqlType> types, ReadOnlySpan<Datum> arguments, ReadOnlySpan<SqlType> columns);
}
