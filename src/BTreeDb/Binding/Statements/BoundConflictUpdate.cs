using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Binding.Statements;

/// <summary>DO UPDATE of ON CONFLICT, over the row that is there and the one that was to be inserted.</summary>
/// <param name="Existing">Ids under which expressions see the row that is there.</param>
/// <param name="Excluded">Ids under which they see the row that was to be inserted.</param>
/// <param name="Where">The condition, or null.</param>
/// <param name="Row">For each column of the table the new value (unchanged columns refer to the existing one).</param>
internal sealed record BoundConflictUpdate(
    ImmutableArray<BoundColumnDefinition> Existing,
    ImmutableArray<BoundColumnDefinition> Excluded,
    BoundExpression? Where,
    ImmutableArray<BoundExpression> Row);
