using System.Globalization;
using System.Text;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Scalars;

/// <summary>Makes constants of literals. Strings and NULL stay of unknown type.</summary>
internal static class LiteralBinder
{
    /// <summary>Binds a literal of any kind.</summary>
    public static BoundLiteral Bind(Expression syntax) => syntax switch
    {
        StringLiteral literal => Text(literal.Value, literal.Position),
        IntegerLiteral literal => Integer(literal.Value, literal.Position),
        DecimalLiteral literal => Decimal(literal.Text, literal.Position),
        BooleanLiteral literal => new BoundLiteral(Datum.FromBoolean(literal.Value), SqlType.Boolean) { Position = literal.Position },
        NullLiteral => new BoundLiteral(Datum.Null, SqlType.Unknown) { Position = syntax.Position },
        BitStringLiteral literal => Bits(literal),
        _ => throw new ArgumentOutOfRangeException(nameof(syntax), syntax, null),
    };

    /// <summary>A string whose type the context decides.</summary>
    public static BoundLiteral Text(string value, int position) =>
        new(Datum.FromText(value), SqlType.Unknown) { Position = position };

    /// <summary>Takes a minus before a number into the literal, so that the smallest integers can be written.</summary>
    public static BoundLiteral? TryNegate(UnaryExpression syntax)
    {
        if (syntax.Operator.Symbol != "-")
            return null;
        return syntax.Operand switch
        {
            IntegerLiteral literal => Integer(-literal.Value, syntax.Position),
            DecimalLiteral literal => Decimal("-" + literal.Text, syntax.Position),
            _ => null,
        };
    }

    private static BoundLiteral Bits(BitStringLiteral literal)
    {
        try
        {
            var text = Encoding.UTF8.GetBytes((literal.IsHex ? "x" : "b") + literal.Digits);
            var bits = BitText.Parse(text, new SqlType(TypeId.Bit));
            return new BoundLiteral(Datum.FromBytes(bits), new SqlType(TypeId.Bit, bits.Length)) { Position = literal.Position };
        }
        catch (Diagnostics.EngineException error)
        {
            throw error.At(literal.Position);
        }
    }

    private static BoundLiteral Integer(long value, int position)
    {
        var type = value is >= int.MinValue and <= int.MaxValue ? SqlType.Integer : SqlType.BigInt;
        return new BoundLiteral(Datum.FromInt64(value), type) { Position = position };
    }

    private static BoundLiteral Decimal(string text, int position)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            return Integer(integer, position);
        var value = TextInput.Parse(Encoding.UTF8.GetBytes(text), SqlType.Numeric, ConversionContext.Utc);
        return new BoundLiteral(value, SqlType.Numeric) { Position = position };
    }
}
