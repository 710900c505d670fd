using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Binding.Statements;

/// <summary>A statement that needs a plan: a query or a change of rows.</summary>
internal abstract record BoundStatement
{
    /// <summary>The types of its parameters, in order.</summary>
    public ImmutableArray<SqlType> ParameterTypes { get; init; } = [];
}
