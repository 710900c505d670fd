using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Engine.Routines;

/// <summary>The statements of a routine, planned for arguments of some types; used by one call at a time.</summary>
/// <param name="routine">The routine.</param>
/// <param name="types">The types of the arguments.</param>
/// <param name="columns">The types of the result's columns.</param>
/// <param name="statements">The statements.</param>
internal sealed class RoutinePlan(RoutineSchema routine, SqlType[] types, SqlType[] columns, RoutineStatement[] statements)
    : IDisposable
{
    public RoutineSchema Routine => routine;

    public RoutineStatement[] Statements => statements;

    /// <summary>Whether it serves a call.</summary>
    public bool Serves(RoutineSchema wanted, ReadOnlySpan<SqlType> arguments, ReadOnlySpan<SqlType> result) =>
        ReferenceEquals(routine, wanted) && arguments.SequenceEqual(types) && result.SequenceEqual(columns);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in statements)
            statement.Dispose();
    }
}
