using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Catalog;

namespace BTreeDb.Binding.Statements;

/// <summary>ON CONFLICT: what becomes of a row whose key in one of the arbiters exists already.</summary>
/// <param name="Arbiters">The unique indexes that decide; null among them is the primary key.</param>
/// <param name="Update">DO UPDATE; null for DO NOTHING.</param>
internal sealed record BoundOnConflict(ImmutableArray<IndexSchema?> Arbiters, BoundConflictUpdate? Update);
