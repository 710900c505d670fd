using System.Globalization;
using Antlr4.Runtime;
using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Adapter;

/// <summary>Literals and parameters.</summary>
internal static class LiteralAdapter
{
    private const string LeastMagnitude = "9223372036854775808";

    /// <summary>A literal of one token.</summary>
    public static Expression Convert(IToken token)
    {
        var position = token.StartIndex;
        return token.Type switch
        {
            BTreeDbLexer.INTEGER_NUMBER => Integer(token),
            BTreeDbLexer.DECIMAL_NUMBER => new DecimalLiteral(position, token.Text),
            BTreeDbLexer.STRING => new StringLiteral(position, Text(token)),
            BTreeDbLexer.TRUE => new BooleanLiteral(position, true),
            BTreeDbLexer.FALSE => new BooleanLiteral(position, false),
            BTreeDbLexer.NULL => new NullLiteral(position),
            BTreeDbLexer.DEFAULT => new DefaultExpression(position),
            _ => new BitStringLiteral(position, LiteralDecoder.Bits((SqlToken)token), token.Type == BTreeDbLexer.HEX_STRING),
        };
    }

    /// <summary>The value of a string token.</summary>
    public static string Text(IToken token) => LiteralDecoder.String((SqlToken)token);

    /// <summary>The value of a string token, or null when there is none.</summary>
    public static string? OptionalText(Antlr4.Runtime.Tree.ITerminalNode? node) => node is null ? null : Text(node.Symbol);

    /// <summary>Digits; what exceeds 64 bits is a decimal.</summary>
    public static Expression Integer(IToken token) =>
        long.TryParse(((SqlToken)token).Span, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? new IntegerLiteral(token.StartIndex, value)
            : new DecimalLiteral(token.StartIndex, token.Text);

    /// <summary>Digits that must fit into 32 bits.</summary>
    public static int Int32(IToken token) =>
        int.TryParse(((SqlToken)token).Span, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw ParsingErrors.Syntax(token);

    /// <summary><c>$1</c>, <c>@name</c> or <c>:name</c>.</summary>
    public static Expression Parameter(BTreeDbParser.ParameterContext context)
    {
        var token = (SqlToken)context.Start;
        if (token.Type == BTreeDbLexer.NAMED_PARAMETER)
            return new NamedParameter(token.StartIndex, token.Span[1..].ToString());
        return int.TryParse(token.Span[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) && ordinal > 0
            ? new PositionalParameter(token.StartIndex, ordinal)
            : throw ParsingErrors.NoParameter(token);
    }

    /// <summary>A number with an optional sign, as options and sequences take it.</summary>
    public static Expression Signed(ParserRuleContext context)
    {
        var number = Convert(context.Stop);
        return context.Start.Type == BTreeDbLexer.MINUS ? Negate(number, context.Start.StartIndex)! : number;
    }

    /// <summary>A number with an optional sign that must fit into 64 bits.</summary>
    public static long SignedInt64(ParserRuleContext context)
    {
        var span = ((SqlToken)context.Stop).Span;
        if (context.Stop.Type != BTreeDbLexer.INTEGER_NUMBER
            || !long.TryParse(span, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            throw ParsingErrors.Syntax(context.Stop);
        return context.Start.Type == BTreeDbLexer.MINUS ? -value : value;
    }

    /// <summary>The number with the opposite sign; null when the expression is no number.</summary>
    public static Expression? Negate(Expression number, int position) => number switch
    {
        // The least 64-bit number is one further from zero than the greatest.
        IntegerLiteral { Value: long.MinValue } => new DecimalLiteral(position, LeastMagnitude),
        DecimalLiteral { Text: LeastMagnitude } => new IntegerLiteral(position, long.MinValue),
        IntegerLiteral integer => new IntegerLiteral(position, -integer.Value),
        DecimalLiteral exact => new DecimalLiteral(position, exact.Text[0] == '-' ? exact.Text[1..] : "-" + exact.Text),
        _ => null,
    };
}
