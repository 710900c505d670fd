using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Binding.Expressions;

/// <summary>AND or OR over two or more operands (nested ones are flattened), in three-valued logic.</summary>
internal sealed record BoundLogical(bool IsAnd, ImmutableArray<BoundExpression> Operands)
    : BoundExpression(SqlType.Boolean);
