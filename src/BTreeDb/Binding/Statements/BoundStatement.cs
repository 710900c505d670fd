using System.Collections.Immutable;
using BTreeDb.Binding.Queries;
using BTreeDb.Types;

namespace BTreeDb.Binding.Statements;

/// <summary>A statement that needs a plan: a query or a change of rows.</summary>
internal abstract record BoundStatement
{
    /// <summary>The types of its parameters, in order.</summary>
    public ImmutableArray<SqlType> ParameterTypes { get; init; } = [];

    /// <summary>Whether it runs routines that may change the database.</summary>
    public bool CallsVolatile { get; init; }

    /// <summary>Whether somebody may ask when the statement came: it, or a routine that it runs.</summary>
    public bool ReadsClock { get; init; }

    /// <summary>The changes in WITH, in the order of the clause.</summary>
    public ImmutableArray<BoundCommonTable> Changes { get; init; } = [];

    /// <summary>
    /// Whether a literal was read in the session's time zone or from its clock. Such a plan is good for one session and
    /// moment only and is not shared.
    /// </summary>
    public bool DependsOnSession { get; init; }
}
