using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Binding.Queries;

/// <summary>A set-returning function in FROM.</summary>
internal sealed record BoundFunctionTable(
    TableFunctionId Function, ImmutableArray<BoundExpression> Arguments, string Alias,
    ImmutableArray<BoundColumnDefinition> Columns) : BoundTableReference(Columns);
