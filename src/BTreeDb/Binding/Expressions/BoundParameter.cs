using BTreeDb.Types;

namespace BTreeDb.Binding.Expressions;

/// <summary>A parameter of the statement; named parameters are numbered in the order of their first use.</summary>
/// <param name="Ordinal">Zero-based place among the parameters.</param>
/// <param name="Type">The type given by the caller or inferred from the context.</param>
internal sealed record BoundParameter(int Ordinal, SqlType Type) : BoundExpression(Type);
