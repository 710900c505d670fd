using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Catalog;

namespace BTreeDb.Binding.Statements;

/// <summary>UPDATE.</summary>
/// <param name="Table">The target.</param>
/// <param name="Target">The target as a relation of the input: the old row's columns.</param>
/// <param name="From">FROM's items joined to the target, or the target alone.</param>
/// <param name="Where">The condition, or null.</param>
/// <param name="Row">For each column of the table the new value (unchanged columns refer to the old one).</param>
/// <param name="ChangedColumns">Ordinals of the columns that SET names.</param>
/// <param name="NewRow">Ids under which checks and RETURNING see the new row.</param>
/// <param name="Checks">CHECK constraints, bound over <paramref name="NewRow"/>.</param>
/// <param name="Returning">RETURNING over the new row and FROM's columns; empty without.</param>
internal sealed record BoundUpdate(
    TableSchema Table,
    BoundBaseTable Target,
    BoundTableReference From,
    BoundExpression? Where,
    ImmutableArray<BoundExpression> Row,
    ImmutableArray<int> ChangedColumns,
    ImmutableArray<BoundColumnDefinition> NewRow,
    ImmutableArray<BoundCheck> Checks,
    ImmutableArray<BoundProjection> Returning) : BoundStatement;
