using System.Collections.Immutable;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Collations;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Scalars;

/// <summary>ARRAY[...] and comparisons with ANY and ALL of an array.</summary>
internal sealed class ArrayBinder(BindingContext context)
{
    /// <summary>Binds ARRAY[...]; a cast around it gives its type to the elements.</summary>
    public BoundExpression Bind(ArrayConstructor syntax, SqlType? target, Scope scope)
    {
        StackDepth();
        var elements = new BoundExpression[syntax.Elements.Count];
        var nested = false;
        for (var i = 0; i < elements.Length; i++)
        {
            elements[i] = syntax.Elements[i] is ArrayConstructor inner
                ? Bind(inner, target, scope)
                : context.Expressions.Bind(syntax.Elements[i], scope);
            nested |= elements[i].Type.Id == TypeId.Array;
        }

        if (elements.Length == 0)
        {
            return target is { Id: TypeId.Array } empty
                ? Make(FunctionId.ArrayMake, [], empty, syntax.Position)
                : throw ArrayErrors.UntypedEmpty(syntax.Position);
        }

        var wanted = target is { Id: TypeId.Array } given ? given : CommonArray(elements, nested);
        for (var i = 0; i < elements.Length; i++)
        {
            var type = nested ? wanted : wanted.ElementType;
            elements[i] = target is null
                ? context.Coercer.ToCommon(elements[i], type, "ARRAY")
                : context.Coercer.Cast(elements[i], type, elements[i].Position);
        }

        return (nested ? (BoundExpression?)null : TryFold(elements, wanted, syntax.Position))
            ?? Make(nested ? FunctionId.ArrayNest : FunctionId.ArrayMake, elements, wanted, syntax.Position);
    }

    /// <summary>Binds <c>left op ANY | ALL (array)</c>.</summary>
    public BoundExpression Bind(QuantifiedArrayExpression syntax, Scope scope)
    {
        var left = context.Expressions.Bind(syntax.Left, scope);
        var array = context.Expressions.Bind(syntax.Array, scope);
        if (array.Type.Id == TypeId.Unknown)
            array = context.Coercer.Coerce(array, SqlType.ArrayOf(left.Type.Id == TypeId.Unknown ? SqlType.Text : left.Type.Family));
        if (array.Type.Id != TypeId.Array)
            throw ArrayErrors.ArrayNeeded(syntax.Position);
        var isAny = syntax.Quantifier == Quantifier.Any;
        // Stands for an element while the operator is chosen.
        BoundExpression element = new BoundColumn(context.NewColumn(scope.Level), array.Type.ElementType, "");
        element = context.Collations.Inherit(element, array);
        var comparison = context.Operators.Bind(syntax.Operator.Symbol, left, element, syntax.Position);
        if (comparison.Type.Id != TypeId.Boolean)
            throw CallErrors.OperatorNotBoolean("op ANY/ALL (array)", syntax.Position);
        var collation = CollatedCalls.FindCode(comparison);
        if (collation is not null)
            comparison = comparison with { Arguments = [CollationBinder.Unkeyed(comparison.Arguments[0]), CollationBinder.Unkeyed(comparison.Arguments[1])] };
        array = context.Coercer.Coerce(CollationBinder.Strip(array), SqlType.ArrayOf(comparison.Arguments[1].Type.Family));
        if (collation is null && array is BoundLiteral { Value.IsNull: false } literal && IsMembership(comparison.Function, isAny))
            return InList(comparison, literal, isAny);
        var function = new BoundLiteral(Datum.FromInt64((long)comparison.Function), SqlType.Integer);
        ImmutableArray<BoundExpression> arguments = [comparison.Arguments[0], array, function];
        return new BoundCall(
            isAny ? FunctionId.QuantifiedAny : FunctionId.QuantifiedAll,
            collation is null ? arguments : arguments.Add(collation),
            SqlType.Boolean)
        {
            Position = comparison.Position,
        };
    }

    private static bool IsMembership(FunctionId function, bool isAny) =>
        function == (isAny ? FunctionId.Equal : FunctionId.NotEqual);

    /// <summary>A constant array is the list of IN, so that indexes and hash sets serve it.</summary>
    private static BoundExpression InList(BoundCall comparison, BoundLiteral array, bool isAny)
    {
        var view = new Types.Arrays.ArrayView(array.Value.AsBytes());
        if (view.Count == 0)
            return new BoundLiteral(Datum.FromBoolean(!isAny), SqlType.Boolean) { Position = comparison.Position };
        var type = comparison.Arguments[1].Type;
        var values = ImmutableArray.CreateBuilder<BoundExpression>(view.Count);
        for (var i = 0; i < view.Count; i++)
        {
            var value = view.IsNull(i) ? Datum.Null : Types.Arrays.ElementCodec.Read(view[i], view.Element);
            values.Add(new BoundLiteral(value, type));
        }

        return new BoundInList(comparison.Arguments[0], values.MoveToImmutable(), !isAny) { Position = comparison.Position };
    }

    private SqlType CommonArray(BoundExpression[] elements, bool nested)
    {
        var common = CommonType.Of(elements, "ARRAY");
        if (nested && common.Id != TypeId.Array)
            throw ArrayErrors.MixedNesting(elements[0].Position);
        return SqlType.ArrayOf(common);
    }

    /// <summary>Literals make a literal, so that ANY over them is a list.</summary>
    private static BoundLiteral? TryFold(BoundExpression[] elements, SqlType type, int position)
    {
        var builder = new Types.Arrays.ArrayBuilder();
        builder.Begin(type.Element);
        foreach (var element in elements)
        {
            if (element is not BoundLiteral literal)
                return null;
            if (literal.Value.IsNull)
                builder.AddNull();
            else
                builder.Add(literal.Value);
        }

        var writer = new ByteWriter();
        builder.Finish(writer);
        return new BoundLiteral(Datum.FromBytes(writer.Written.ToArray()), type) { Position = position };
    }

    private static BoundCall Make(FunctionId function, BoundExpression[] elements, SqlType type, int position) =>
        new(function, [.. elements], type) { Position = position };

    private static void StackDepth() => Diagnostics.StackDepth.Ensure();
}
