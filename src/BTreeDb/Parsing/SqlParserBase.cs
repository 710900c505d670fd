using Antlr4.Runtime;

namespace BTreeDb.Parsing;

/// <summary>
/// What the generated parser derives from: it counts nested rules, so that deep statements are refused before the
/// recursive descent runs out of stack.
/// </summary>
internal abstract class SqlParserBase(ITokenStream input, TextWriter output, TextWriter errorOutput)
    : Parser(input, output, errorOutput)
{
    /// <summary>
    /// One level of an expression in parentheses takes about three rules. The bound is above what
    /// <see cref="NestingLimit"/> allows, because it counts rules and not nodes.
    /// </summary>
    private const int RuleDepthMax = 6 * NestingLimit.DepthMax;

    private int _depth;

    /// <inheritdoc/>
    public override void EnterRule(ParserRuleContext localctx, int state, int ruleIndex)
    {
        Descend();
        base.EnterRule(localctx, state, ruleIndex);
    }

    /// <inheritdoc/>
    public override void ExitRule()
    {
        _depth--;
        base.ExitRule();
    }

    /// <inheritdoc/>
    public override void EnterRecursionRule(ParserRuleContext localctx, int state, int ruleIndex, int precedence)
    {
        Descend();
        base.EnterRecursionRule(localctx, state, ruleIndex, precedence);
    }

    /// <inheritdoc/>
    public override void UnrollRecursionContexts(ParserRuleContext parentctx)
    {
        _depth--;
        base.UnrollRecursionContexts(parentctx);
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        _depth = 0;
        base.Reset();
    }

    private void Descend()
    {
        if (++_depth > RuleDepthMax)
            throw Diagnostics.StackDepth.Exceeded();
        Diagnostics.StackDepth.Ensure();
    }
}
