using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Functions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Scalars;

/// <summary>Chooses the operator for its operands' types and converts them.</summary>
internal sealed class OperatorBinder(Coercer coercer)
{
    /// <summary>Binds an infix operator.</summary>
    /// <param name="symbol">The operator, <c>&lt;&gt;</c> for <c>!=</c>.</param>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="position">Where the operator stands, for errors.</param>
    public BoundCall Bind(string symbol, BoundExpression left, BoundExpression right, int position)
    {
        var signature = Choose(symbol, left.Type.Id, right.Type.Id, position);
        if (left.Type.Id == TypeId.Enum && right.Type.Id == TypeId.Enum && left.Type.UserTypeId != right.Type.UserTypeId)
        {
            throw CallErrors.UndefinedOperator(
                $"{TypeNames.Of(left.Type)} {symbol} {TypeNames.Of(right.Type)}", position);
        }

        return Build(signature, [left, right], left.Position < 0 ? position : Math.Min(left.Position, position));
    }

    /// <summary>Binds a prefix operator.</summary>
    public BoundCall BindPrefix(string symbol, BoundExpression operand, int position)
    {
        var overloads = OperatorSignatures.Prefix[symbol];
        var type = operand.Type.Id;
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
        return new BoundCall(signature.Function, [.. Convert(signature, arguments)], new SqlType(signature.KernelResult))
        {
            Position = position,
        };
    }

    /// <summary>Converts arguments to what a signature's kernel takes.</summary>
    public BoundExpression[] Convert(Signature signature, ReadOnlySpan<BoundExpression> arguments)
    {
        var converted = new BoundExpression[arguments.Length];
        var user = EnumOf(arguments);
        for (var i = 0; i < arguments.Length; i++)
        {
            converted[i] = signature.ArgumentAt(i) == TypeId.Enum && arguments[i].Type.Id == TypeId.Unknown && user is not null
                ? coercer.Coerce(arguments[i], user.AsType)
                : Convert(arguments[i], signature.ArgumentAt(i), signature.KernelArgumentAt(i));
        }

        return converted;
    }

    /// <summary>The enum that untyped arguments beside one of its values are of.</summary>
    private static UserType? EnumOf(ReadOnlySpan<BoundExpression> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Type.Id == TypeId.Enum)
                return argument.Type.User;
        }

        return null;
    }

    private BoundExpression Convert(BoundExpression argument, TypeId declared, TypeId kernel)
    {
        if (argument.Type.Id == TypeId.Unknown)
        {
            argument = declared == PseudoTypes.Any
                ? coercer.SettleAsText(argument)
                : coercer.Coerce(argument, new SqlType(declared));
        }
        return kernel == PseudoTypes.Any || kernel == argument.Type.Id
            ? argument
            : coercer.Coerce(argument, new SqlType(kernel));
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
        if (overloads.IsEmpty && symbol is "~" or "!~" or "~*" or "!~*")
            throw UnsupportedErrors.Feature("regular expressions", position);
        var description = CallErrors.DescribeOperator(symbol, left, right);
        throw isAmbiguous
            ? CallErrors.AmbiguousOperator(description, position)
            : CallErrors.UndefinedOperator(description, position);
    }
}
