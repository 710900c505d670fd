using System.Collections.Immutable;
using BTreeDb.Binding.Analysis;
using BTreeDb.Binding.Expressions;

namespace BTreeDb.Binding.Routines;

/// <summary>Counts the uses of parameters in a body, and puts arguments in their places.</summary>
internal sealed class ParameterUses : BoundTreeRewriter
{
    private readonly int[]? _counts;
    private readonly ImmutableArray<BoundExpression> _arguments;

    private ParameterUses(int[]? counts, ImmutableArray<BoundExpression> arguments) => (_counts, _arguments) = (counts, arguments);

    /// <summary>Adds the number of uses of each parameter.</summary>
    public static void Count(BoundExpression body, int[] counts) => new ParameterUses(counts, []).Rewrite(body);

    /// <summary>The body with arguments for parameters.</summary>
    public static BoundExpression Replace(BoundExpression body, ImmutableArray<BoundExpression> arguments) =>
        new ParameterUses(null, arguments).Rewrite(body);

    public override BoundExpression Rewrite(BoundExpression expression)
    {
        if (expression is not BoundParameter parameter)
            return base.Rewrite(expression);
        if (_counts is null)
            return _arguments[parameter.Ordinal];
        _counts[parameter.Ordinal]++;
        return parameter;
    }
}
