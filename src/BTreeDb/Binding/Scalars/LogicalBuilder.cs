using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Binding.Scalars;

/// <summary>Builds flat chains of AND and OR.</summary>
internal static class LogicalBuilder
{
    /// <summary>Joins operands; a single one stands for itself.</summary>
    public static BoundExpression Combine(bool isAnd, ReadOnlySpan<BoundExpression> operands)
    {
        if (operands.Length == 1)
            return operands[0];
        var flat = ImmutableArray.CreateBuilder<BoundExpression>(operands.Length);
        foreach (var operand in operands)
            Add(flat, operand, isAnd);
        return new BoundLogical(isAnd, flat.ToImmutable()) { Position = operands[0].Position };
    }

    /// <summary>Adds an operand, or the operands of a chain of the same kind.</summary>
    public static void Add(ImmutableArray<BoundExpression>.Builder operands, BoundExpression operand, bool isAnd)
    {
        if (operand is BoundLogical logical && logical.IsAnd == isAnd)
            operands.AddRange(logical.Operands);
        else
            operands.Add(operand);
    }
}
