using BTreeDb.Binding.Expressions;
using BTreeDb.Catalog;

namespace BTreeDb.Binding.Statements;

/// <summary>A unique index that may decide what a conflict is.</summary>
/// <param name="Index">The index; null for the primary key.</param>
/// <param name="Predicate">
/// The condition of a partial index that the target's condition must imply; null where there is none, or where the target
/// names no columns and so takes all indexes.
/// </param>
internal sealed record BoundArbiter(IndexSchema? Index, BoundExpression? Predicate);
