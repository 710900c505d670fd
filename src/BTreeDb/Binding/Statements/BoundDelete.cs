using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Catalog;

namespace BTreeDb.Binding.Statements;

/// <summary>DELETE.</summary>
/// <param name="Table">The target.</param>
/// <param name="Target">The target as a relation of the input: the old row's columns.</param>
/// <param name="From">USING's items joined to the target, or the target alone.</param>
/// <param name="Where">The condition, or null.</param>
/// <param name="Returning">RETURNING over the old row and USING's columns; empty without.</param>
internal sealed record BoundDelete(
    TableSchema Table,
    BoundBaseTable Target,
    BoundTableReference From,
    BoundExpression? Where,
    ImmutableArray<BoundProjection> Returning) : BoundStatement;
