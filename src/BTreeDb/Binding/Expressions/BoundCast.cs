using BTreeDb.Types;

namespace BTreeDb.Binding.Expressions;

/// <summary>
/// A conversion. A length or precision in <paramref name="Type"/> is applied as well; a cast between equal families
/// does only that.
/// </summary>
/// <param name="Operand">The value.</param>
/// <param name="Type">The target.</param>
/// <param name="IsExplicit">
/// An explicit cast to <c>varchar(n)</c> cuts silently; an assignment cast raises 22001.
/// </param>
internal sealed record BoundCast(BoundExpression Operand, SqlType Type, bool IsExplicit) : BoundExpression(Type);
