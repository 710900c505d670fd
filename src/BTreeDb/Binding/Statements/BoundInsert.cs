using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Catalog;

namespace BTreeDb.Binding.Statements;

/// <summary>INSERT. Values are coerced to the columns' types; columns that the source lacks get their defaults.</summary>
/// <param name="Table">The target.</param>
/// <param name="Source">The rows; VALUES, a query, or DEFAULT VALUES as one row.</param>
/// <param name="Row">
/// For each column of the table, in order, the value to store, over the source's columns; defaults are bound in.
/// </param>
/// <param name="NewRow">
/// Ids under which <paramref name="Checks"/> and <paramref name="Returning"/> see the stored row; with DO UPDATE, behind its columns
/// the id of the transaction that has updated it, 0 of a row that is new.
/// </param>
/// <param name="Checks">CHECK constraints, bound over <paramref name="NewRow"/>.</param>
/// <param name="Returning">RETURNING, bound over <paramref name="NewRow"/>; empty without.</param>
/// <param name="OnConflict">ON CONFLICT, or null.</param>
internal sealed record BoundInsert(
    TableSchema Table,
    BoundQuery Source,
    ImmutableArray<BoundExpression> Row,
    ImmutableArray<BoundColumnDefinition> NewRow,
    ImmutableArray<BoundCheck> Checks,
    ImmutableArray<BoundProjection> Returning,
    BoundOnConflict? OnConflict = null) : BoundStatement;
