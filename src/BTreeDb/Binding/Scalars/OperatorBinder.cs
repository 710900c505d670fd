using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Collations;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Functions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Scalars;

/// <summary>Chooses the operator for its operands' types and converts them.</summary>
internal sealed class OperatorBinder(Coercer coercer, CollationBinder collations)
{
    /// <summary>Binds an infix operator.</summary>
    /// <param name="symbol">The operator, <c>&lt;&gt;</c> for <c>!=</c>.</param>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="position">Where the operator stands, for errors.</param>
    public BoundCall Bind(string symbol, BoundExpression left, BoundExpression right, int position)
    {
        var signature = Choose(symbol, SignatureTypes.CodeOf(left.Type), SignatureTypes.CodeOf(right.Type), position);
        if (left.Type.Id == TypeId.Enum && right.Type.Id == TypeId.Enum && left.Type.UserTypeId != right.Type.UserTypeId)
        {
            throw CallErrors.UndefinedOperator(
                $"{TypeNames.Of(left.Type)} {symbol} {TypeNames.Of(right.Type)}", position);
        }

        return collations.Calls.Compare(
            Build(signature, [left, right], left.Position < 0 ? position : Math.Min(left.Position, position)));
    }

    /// <summary>Binds a prefix operator.</summary>
    public BoundCall BindPrefix(string symbol, BoundExpression operand, int position)
    {
        var overloads = OperatorSignatures.Prefix[symbol];
        var type = SignatureTypes.CodeOf(operand.Type);
        var signature = OverloadResolver.Choose(overloads, [type], out var isAmbiguous);
        if (signature is not null)
            return Build(signature, [operand], position);
        var description = CallErrors.DescribeOperator(symbol, null, type);
        throw isAmbiguous
            ? CallErrors.AmbiguousOperator(description, position)
            : CallErrors.UndefinedOperator(description, position);
    }

    /// <summary>Converts arguments to what a signature's kernel takes and calls it.</summary>
    public BoundCall Build(Signature signature, ReadOnlySpan<BoundExpression> arguments, int position)
    {
        if (signature.Function == FunctionId.None)
            throw UnsupportedErrors.Type("interval", position);
        var (element, compatible) = StandIns(signature, arguments, position);
        var result = SignatureTypes.Resolve(signature.KernelResult, element, compatible);
        return new BoundCall(signature.Function, [.. Convert(signature, arguments)], result)
        {
            Position = position,
        };
    }

    /// <summary>Converts arguments to what a signature's kernel takes.</summary>
    public BoundExpression[] Convert(Signature signature, ReadOnlySpan<BoundExpression> arguments)
    {
        var (element, compatible) = StandIns(signature, arguments, -1);
        var yieldsArgument = PseudoTypes.IsPolymorphic(signature.Result);
        var converted = new BoundExpression[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = Settle(arguments[i], signature.ArgumentAt(i), element, compatible);
            var kernel = signature.KernelArgumentAt(i);
            var type = kernel == PseudoTypes.Any || kernel == PseudoTypes.AnyNonArray
                ? argument.Type.Family
                : SignatureTypes.Resolve(kernel, element, compatible);
            // What comes out of a call is of no length: values that may come out take their blanks with them.
            converted[i] = argument.Type.Family == type && !(yieldsArgument && Coercer.LosesBlanks(argument.Type, type))
                ? argument
                : coercer.Coerce(argument, type);
        }
        return converted;
    }

    /// <summary>The type that a call of a signature yields.</summary>
    public static SqlType ResultOf(Signature signature, ReadOnlySpan<BoundExpression> arguments, int position)
    {
        var (element, compatible) = StandIns(signature, arguments, position);
        return SignatureTypes.Resolve(signature.Result, element, compatible);
    }

    private BoundExpression Settle(BoundExpression argument, TypeId declared, SqlType element, SqlType compatible)
    {
        if (argument.Type.Id != TypeId.Unknown)
            return argument;
        return declared == PseudoTypes.Any
            ? coercer.SettleAsText(argument)
            : coercer.Coerce(argument, SignatureTypes.Resolve(declared, element, compatible));
    }

    /// <summary>What the stand-ins of a signature mean for these arguments.</summary>
    private static (SqlType Element, SqlType Compatible) StandIns(
        Signature signature, ReadOnlySpan<BoundExpression> arguments, int position)
    {
        if (!SignatureTypes.IsPolymorphic(signature))
            return (SqlType.Unknown, SqlType.Unknown);
        Span<SqlType> types = new SqlType[arguments.Length];
        for (var i = 0; i < types.Length; i++)
            types[i] = arguments[i].Type;
        var element = SignatureTypes.Unify(signature, types, compatible: false);
        var compatible = SignatureTypes.Unify(signature, types, compatible: true);
        if (element is not { } e || compatible is not { } c)
            throw CoercionErrors.PolymorphicMismatch(position);
        if (e.Id == TypeId.Unknown && SignatureTypes.NeedsElement(signature))
            throw CoercionErrors.PolymorphicUnknown(position);
        return (e, c.Id == TypeId.Unknown ? SqlType.Text : c);
    }

    private static Signature Choose(string symbol, TypeId left, TypeId right, int position)
    {
        var overloads = OperatorSignatures.Binary[symbol];
        // One unknown operand is first taken to have the other's type.
        var assumedLeft = left == TypeId.Unknown ? right : left;
        var assumedRight = right == TypeId.Unknown ? left : right;
        if (OverloadResolver.FindExact(overloads, [assumedLeft, assumedRight]) is { } exact)
            return exact;
        if (OverloadResolver.Choose(overloads, [left, right], out var isAmbiguous) is { } chosen)
            return chosen;
        var description = CallErrors.DescribeOperator(symbol, left, right);
        throw isAmbiguous
            ? CallErrors.AmbiguousOperator(description, position)
            : CallErrors.UndefinedOperator(description, position);
    }
}
