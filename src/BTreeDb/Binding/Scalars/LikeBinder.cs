using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Scalars;

/// <summary>LIKE and ILIKE. ESCAPE becomes a third argument of the call.</summary>
internal sealed class LikeBinder(BindingContext context)
{
    public BoundExpression Bind(LikeExpression syntax, Scope scope)
    {
        if (syntax.Kind == LikeKind.SimilarTo)
            return BindSimilar(syntax, scope);
        var operand = context.Expressions.Bind(syntax.Operand, scope);
        var pattern = context.Expressions.Bind(syntax.Pattern, scope);
        var call = context.Operators.Bind(SymbolOf(syntax), operand, pattern, syntax.Position);
        if (syntax.Escape is null)
            return call;
        var escape = context.Coercer.Require(context.Expressions.Bind(syntax.Escape, scope), SqlType.Text, "ESCAPE");
        return call with { Arguments = call.Arguments.Add(escape) };
    }

    /// <summary>SIMILAR TO: a call over text, pattern, and the escape character if one is given.</summary>
    private BoundCall BindSimilar(LikeExpression syntax, Scope scope)
    {
        var arguments = System.Collections.Immutable.ImmutableArray.CreateBuilder<BoundExpression>();
        foreach (var part in (ReadOnlySpan<Expression?>)[syntax.Operand, syntax.Pattern, syntax.Escape])
        {
            if (part is not null)
                arguments.Add(context.Coercer.Require(context.Expressions.Bind(part, scope), SqlType.Text, "SIMILAR TO"));
        }

        var function = syntax.Negated ? FunctionId.NotSimilarTo : FunctionId.SimilarTo;
        return context.Collations.Calls.Compare(
            new BoundCall(function, arguments.ToImmutable(), SqlType.Boolean) { Position = arguments[0].Position });
    }

    private static string SymbolOf(LikeExpression syntax) => (syntax.Kind == LikeKind.ILike, syntax.Negated) switch
    {
        (false, false) => "~~",
        (false, true) => "!~~",
        (true, false) => "~~*",
        (true, true) => "!~~*",
    };
}
