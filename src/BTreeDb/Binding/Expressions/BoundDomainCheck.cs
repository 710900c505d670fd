using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Binding.Expressions;

/// <summary>
/// A value of the type behind a domain that becomes one of the domain; or an array of such values. The conditions see
/// nothing but the value, so whoever walks over a tree passes them by.
/// </summary>
/// <param name="Operand">The value.</param>
/// <param name="Type">The domain, or an array of it.</param>
/// <param name="Value">The id under which the conditions see the value, or each element.</param>
/// <param name="IsNotNull">Whether NULL is refused.</param>
/// <param name="Conditions">The conditions in the order in which they are checked.</param>
/// <param name="IsExplicit">Whether the statement asks for the conversion.</param>
internal sealed record BoundDomainCheck(
    BoundExpression Operand, SqlType Type, ColumnId Value, bool IsNotNull, ImmutableArray<BoundDomainCondition> Conditions,
    bool IsExplicit) : BoundExpression(Type);
