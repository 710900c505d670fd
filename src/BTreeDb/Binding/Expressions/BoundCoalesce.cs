using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Binding.Expressions;

/// <summary>The first operand that is not NULL; later ones are evaluated only where needed.</summary>
internal sealed record BoundCoalesce(ImmutableArray<BoundExpression> Operands, SqlType Type) : BoundExpression(Type);
