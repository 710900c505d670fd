using BTreeDb.Engine.Constraints;
using BTreeDb.Execution.Operators;
using BTreeDb.Types;

namespace BTreeDb.Engine.Routines;

/// <summary>A statement of a routine with its operators.</summary>
/// <param name="Root">The topmost operator.</param>
/// <param name="Context">What they work in.</param>
/// <param name="Checks">The constraints that a change has to meet; null for a query.</param>
/// <param name="ParameterTypes">The types of the parameters.</param>
internal sealed record RoutineStatement(
    Operator Root, StatementContext Context, ConstraintChecks? Checks, SqlType[] ParameterTypes) : IDisposable
{
    /// <summary>Ends an execution.</summary>
    public void End()
    {
        Root.Close();
        Checks?.EndStatement();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Root.Dispose();
        Checks?.Dispose();
    }
}
