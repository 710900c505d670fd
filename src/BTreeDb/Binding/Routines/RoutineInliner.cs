using System.Collections.Immutable;
using BTreeDb.Binding.Analysis;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Functions;
using BTreeDb.Binding.Names;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Types;

namespace BTreeDb.Binding.Routines;

/// <summary>
/// Puts the body of a function in the place of its call, where the body is one expression: then it is planned, folded and
/// indexed like any other, and costs no call. Not where an argument would be computed more often than the call computes it.
/// </summary>
internal sealed class RoutineInliner(BindingContext context)
{
    private const int DepthMax = 16;

    /// <summary>The body for a call; null when it has to stay a call.</summary>
    public BoundExpression? TryInline(RoutineCall call)
    {
        var routine = call.Routine;
        if (routine.ReturnsSet || call.IsRecord || call.Columns.Length != 1 || context.Options.InliningDepth >= DepthMax
            || routine.IsSecurityDefiner)
            return null;
        if (!TryBind(call, out var body))
            return null;
        var uses = new int[call.Arguments.Length];
        ParameterUses.Count(body, uses);
        for (var i = 0; i < uses.Length; i++)
        {
            var isSimple = call.Arguments[i] is BoundColumn or BoundLiteral or BoundParameter;
            if (!isSimple && (uses[i] != 1 || routine.IsStrict) && !IsCheap(call.Arguments[i]))
                return null;
        }

        body = ParameterUses.Replace(body, call.Arguments);
        return routine.IsStrict ? Guard(body, call.Arguments) : body;
    }

    /// <summary>NULL for a NULL argument.</summary>
    private static BoundExpression Guard(BoundExpression body, ImmutableArray<BoundExpression> arguments)
    {
        var tests = ImmutableArray.CreateBuilder<BoundExpression>();
        foreach (var argument in arguments)
        {
            if (argument is not BoundLiteral { Value.IsNull: false })
                tests.Add(new BoundIsNull(argument, IsNegated: false));
        }

        if (tests.Count == 0)
            return body;
        var isNull = tests.Count == 1 ? tests[0] : new BoundLogical(false, tests.ToImmutable());
        return new BoundCase([new BoundWhen(isNull, new BoundLiteral(Datum.Null, body.Type))], body, body.Type);
    }

    private static bool IsCheap(BoundExpression argument) =>
        argument is BoundCast { Operand: BoundColumn or BoundLiteral or BoundParameter };

    private bool TryBind(RoutineCall call, out BoundExpression body)
    {
        body = null!;
        try
        {
            var statements = RoutineBodyBinder.Parse(call.Routine);
            if (statements is not [SelectStatement select] || ExpressionOf(select) is not { } syntax)
                return false;
            var types = ImmutableArray.CreateRange(call.Arguments, static argument => argument.Type);
            var names = ImmutableArray.CreateRange(call.Routine.Inputs, static input => input.Name);
            var inner = new BindingContext(
                context.Catalog,
                context.Options with
                {
                    ParameterTypes = types, ParameterNames = null, RowInput = null, InputTable = null,
                    Routine = new RoutineScope(call.Routine.Name, names, types),
                    InliningDepth = context.Options.InliningDepth + 1,
                },
                new ParameterTypes(types));
            var scope = Scope.Inside(null, null).In(ClauseKind.ExecuteArgument);
            var value = inner.Expressions.Bind(syntax, scope);
            if (inner.Coercer.TryCoerce(value, call.Columns[0].Type, CastContext.Assignment) is not { } converted
                || !InlinableExpression.Is(converted))
                return false;
            body = converted.Type == call.Columns[0].Type
                ? converted
                : inner.Coercer.Cast(converted, call.Columns[0].Type, -1);
            context.DependsOnSession |= inner.DependsOnSession;
            context.CallsVolatile |= inner.CallsVolatile;
            context.ReadsClock |= inner.ReadsClock;
            return true;
        }
        catch (EngineException)
        {
            // Whatever is wrong will be told when the body runs.
            return false;
        }
    }

    private static Expression? ExpressionOf(SelectStatement select) =>
        select is { With: null, OrderBy.IsEmpty: true, Limit: null, Locking.IsEmpty: true }
        && select.Body is QuerySpecification
        {
            Items: [{ Value: not (AllColumns or AllFields) and var value }], From.IsEmpty: true, Where: null, GroupBy: null,
            Having: null, Into: null, Distinct: null,
        }
            ? value
            : null;
}
