using System.Collections.Immutable;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Collations;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Scalars;

/// <summary>CASE and what is short for it: COALESCE, NULLIF, GREATEST, LEAST.</summary>
internal sealed class CaseBinder(BindingContext context)
{
    private Coercer Coercer => context.Coercer;

    public BoundCase Bind(CaseExpression syntax, Scope scope)
    {
        var before = scope.Level.RowFunctions.Count;
        var conditions = BindConditions(syntax, scope);
        // ELSE comes first: it weighs most when the common type is chosen.
        var results = new BoundExpression[syntax.Branches.Count + 1];
        results[0] = syntax.Else is null
            ? new BoundLiteral(Datum.Null, SqlType.Unknown)
            : context.Expressions.Bind(syntax.Else, scope);
        for (var i = 0; i < syntax.Branches.Count; i++)
            results[i + 1] = context.Expressions.Bind(syntax.Branches[i].Result, scope);
        if (scope.Level.RowFunctions.Count > before)
            throw RowSetErrors.NotAllowedIn("CASE", syntax.Position);
        var type = CommonType.Of(results, "CASE");
        var branches = ImmutableArray.CreateBuilder<BoundWhen>(conditions.Length);
        for (var i = 0; i < conditions.Length; i++)
            branches.Add(new BoundWhen(conditions[i], Coercer.ToCommon(results[i + 1], type, "CASE")));
        var otherwise = syntax.Else is null ? null : Coercer.ToCommon(results[0], type, "CASE");
        return new BoundCase(branches.MoveToImmutable(), otherwise, type) { Position = syntax.Position };
    }

    public BoundCoalesce Bind(CoalesceExpression syntax, Scope scope)
    {
        var before = scope.Level.RowFunctions.Count;
        var (operands, type) = BindToCommon(syntax.Arguments, scope, "COALESCE");
        if (scope.Level.RowFunctions.Count > before)
            throw RowSetErrors.NotAllowedIn("COALESCE", syntax.Position);
        return new BoundCoalesce(operands, type) { Position = syntax.Position };
    }

    public BoundExpression Bind(ExtremeExpression syntax, Scope scope)
    {
        var (operands, type) = BindToCommon(syntax.Arguments, scope, syntax.IsGreatest ? "GREATEST" : "LEAST");
        if (context.Collations.FindOrder(operands.AsSpan(), syntax.Position) is { } collation)
        {
            var keys = ImmutableArray.CreateBuilder<BoundExpression>(operands.Length);
            foreach (var operand in operands)
                keys.Add(CollationBinder.KeyOf(operand, collation));
            var keyType = keys[0].Type;
            var extreme = new BoundCall(
                syntax.IsGreatest ? FunctionId.Greatest : FunctionId.Least, keys.MoveToImmutable(), keyType);
            return CollationBinder.TextOf(extreme with { Position = syntax.Position }, type, collation);
        }

        return new BoundCall(syntax.IsGreatest ? FunctionId.Greatest : FunctionId.Least, operands, type)
        {
            Position = syntax.Position,
        };
    }

    /// <summary>CASE WHEN left = right THEN NULL ELSE left END.</summary>
    public BoundCase Bind(NullIfExpression syntax, Scope scope)
    {
        var left = context.Expressions.Bind(syntax.Left, scope);
        var right = context.Expressions.Bind(syntax.Right, scope);
        var equality = context.Operators.Bind("=", left, right, syntax.Position);
        var value = CollationBinder.Unkeyed(equality.Arguments[0]);
        var branch = new BoundWhen(equality, new BoundLiteral(Datum.Null, value.Type));
        return new BoundCase([branch], value, value.Type) { Position = syntax.Position };
    }

    private BoundExpression[] BindConditions(CaseExpression syntax, Scope scope)
    {
        var operand = syntax.Operand is null
            ? null
            : Coercer.SettleAsText(context.Expressions.Bind(syntax.Operand, scope));
        var conditions = new BoundExpression[syntax.Branches.Count];
        for (var i = 0; i < conditions.Length; i++)
        {
            var branch = syntax.Branches[i];
            conditions[i] = operand is null
                ? context.Expressions.BindCondition(branch.Condition, scope, "CASE/WHEN")
                : context.Operators.Bind(
                    "=", operand, context.Expressions.Bind(branch.Condition, scope), branch.Condition.Position);
        }
        return conditions;
    }

    private (ImmutableArray<BoundExpression> Operands, SqlType Type) BindToCommon(
        Parsing.Syntax.SyntaxList<Expression> syntax, Scope scope, string construct)
    {
        var bound = context.Expressions.BindAll(syntax, scope);
        var type = CommonType.Of(bound, construct);
        for (var i = 0; i < bound.Length; i++)
            bound[i] = Coercer.ToCommon(bound[i], type, construct);
        return ([.. bound], type);
    }
}
