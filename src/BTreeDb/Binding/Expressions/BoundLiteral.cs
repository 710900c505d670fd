using BTreeDb.Types;

namespace BTreeDb.Binding.Expressions;

/// <summary>A constant.</summary>
internal sealed record BoundLiteral(Datum Value, SqlType Type) : BoundExpression(Type);
