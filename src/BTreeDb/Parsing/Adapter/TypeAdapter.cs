using Antlr4.Runtime;
using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Adapter;

/// <summary>Types: SQL's many spellings become PostgreSQL's internal names.</summary>
internal static class TypeAdapter
{
    /// <summary>A type with its array bounds.</summary>
    public static TypeName Convert(BTreeDbParser.TypeNameContext context)
    {
        if (context.SETOF() is { } setOf)
            throw ParsingErrors.NotSupported("SETOF", setOf.Symbol.StartIndex);
        return ConvertElement(context);
    }

    /// <summary>A type that SETOF may stand before; the caller has seen that.</summary>
    public static TypeName ConvertElement(BTreeDbParser.TypeNameContext context)
    {
        var type = Convert(context.simpleType());
        return type with { Position = Nodes.Position(context), ArrayBounds = Bounds(context) };
    }

    /// <summary>A type that keywords name.</summary>
    public static TypeName Convert(BTreeDbParser.BuiltinTypeContext context)
    {
        var position = Nodes.Position(context);
        var (name, modifiers) = Builtin(context, Modifiers(context));
        return Make(NameAdapter.System(position, name), modifiers);
    }

    /// <summary>INTERVAL, possibly restricted to fields and a precision.</summary>
    public static TypeName Interval(int position, BTreeDbParser.IntervalFieldsContext? fields, IToken? precision)
    {
        var seconds = fields?.secondPrecision()?.INTEGER_NUMBER().Symbol ?? precision;
        var modifiers = seconds is null ? SyntaxList<Expression>.Empty : new SyntaxList<Expression>([LiteralAdapter.Integer(seconds)]);
        return Make(NameAdapter.System(position, "interval"), modifiers) with
        {
            IntervalFields = fields is null ? IntervalFields.All : Fields(fields),
        };
    }

    /// <summary>A type known by name only.</summary>
    public static TypeName Make(QualifiedName name, SyntaxList<Expression> modifiers) =>
        new(name.Position, name, modifiers, SyntaxList<int?>.Empty, IntervalFields.All);

    private static TypeName Convert(BTreeDbParser.SimpleTypeContext context)
    {
        if (context.builtinType() is { } builtin)
            return Convert(builtin);
        if (context.INTERVAL() is not null)
            return Interval(Nodes.Position(context), context.intervalFields(), context.INTEGER_NUMBER()?.Symbol);
        var parts = new List<string> { NameAdapter.Name(context.typeFunctionName()) };
        foreach (var part in context.colLabel())
            parts.Add(NameAdapter.Name(part));
        var name = new QualifiedName(Nodes.Position(context), new SyntaxList<string>(parts.ToArray()));
        return Make(name, ExpressionAdapter.List(context.exprList()));
    }

    private static SyntaxList<int?> Bounds(BTreeDbParser.TypeNameContext context)
    {
        var bounds = new List<int?>();
        for (var i = 1; i < context.ChildCount; i++)
        {
            switch (((context.GetChild(i) as Antlr4.Runtime.Tree.ITerminalNode)?.Symbol.Type, context.ARRAY()))
            {
                case (BTreeDbLexer.ARRAY, _):
                case (BTreeDbLexer.LB, null):
                    bounds.Add(null);
                    break;
                case (BTreeDbLexer.INTEGER_NUMBER, _):
                    bounds[^1] = LiteralAdapter.Int32(((Antlr4.Runtime.Tree.ITerminalNode)context.GetChild(i)).Symbol);
                    break;
            }
        }

        return bounds.Count == 0 ? SyntaxList<int?>.Empty : new SyntaxList<int?>(bounds.ToArray());
    }

    private static SyntaxList<Expression> Modifiers(BTreeDbParser.BuiltinTypeContext context)
    {
        if (context.exprList() is { } list)
            return ExpressionAdapter.List(list);
        return context.INTEGER_NUMBER() is { } number
            ? new SyntaxList<Expression>([LiteralAdapter.Integer(number.Symbol)])
            : SyntaxList<Expression>.Empty;
    }

    private static (string Name, SyntaxList<Expression> Modifiers) Builtin(
        BTreeDbParser.BuiltinTypeContext context,
        SyntaxList<Expression> modifiers)
    {
        var varying = context.VARYING() is not null;
        var zoned = context.WITH() is not null;
        switch (context.Start.Type)
        {
            case BTreeDbLexer.INT or BTreeDbLexer.INTEGER:
                return ("int4", modifiers);
            case BTreeDbLexer.SMALLINT:
                return ("int2", modifiers);
            case BTreeDbLexer.BIGINT:
                return ("int8", modifiers);
            case BTreeDbLexer.REAL:
                return ("float4", modifiers);
            case BTreeDbLexer.BOOLEAN:
                return ("bool", modifiers);
            case BTreeDbLexer.DOUBLE:
                return ("float8", modifiers);
            case BTreeDbLexer.FLOAT:
                return (Float(modifiers), SyntaxList<Expression>.Empty);
            case BTreeDbLexer.BIT:
                return (varying ? "varbit" : "bit", varying ? modifiers : OneIfEmpty(context, modifiers));
            case BTreeDbLexer.VARCHAR:
                return ("varchar", modifiers);
            case BTreeDbLexer.TIME:
                return (zoned ? "timetz" : "time", modifiers);
            case BTreeDbLexer.TIMESTAMP:
                return (zoned ? "timestamptz" : "timestamp", modifiers);
            case BTreeDbLexer.DECIMAL or BTreeDbLexer.DEC or BTreeDbLexer.NUMERIC:
                return ("numeric", modifiers);
            default:
                return (varying ? "varchar" : "bpchar", varying ? modifiers : OneIfEmpty(context, modifiers));
        }
    }

    // A type "char" or "bit" without a length has length one.
    private static SyntaxList<Expression> OneIfEmpty(ParserRuleContext context, SyntaxList<Expression> modifiers) =>
        modifiers.IsEmpty ? new SyntaxList<Expression>([new IntegerLiteral(Nodes.Position(context), 1)]) : modifiers;

    // FLOAT(n) chooses between the two sizes by binary digits.
    private static string Float(SyntaxList<Expression> modifiers)
    {
        if (modifiers.IsEmpty || modifiers[0] is not IntegerLiteral digits)
            return "float8";
        if (digits.Value < 1)
            throw ParsingErrors.InvalidParameter("precision for type float must be at least 1 bit", digits.Position);
        if (digits.Value > 53)
            throw ParsingErrors.InvalidParameter("precision for type float must be less than 54 bits", digits.Position);
        return digits.Value <= 24 ? "float4" : "float8";
    }

    private static IntervalFields Fields(BTreeDbParser.IntervalFieldsContext context)
    {
        var last = context.ChildCount > 2 ? ((Antlr4.Runtime.Tree.ITerminalNode)context.GetChild(2)).Symbol.Type : 0;
        return (context.Start.Type, last) switch
        {
            (BTreeDbLexer.YEAR, 0) => IntervalFields.Year,
            (BTreeDbLexer.YEAR, _) => IntervalFields.YearToMonth,
            (BTreeDbLexer.MONTH, _) => IntervalFields.Month,
            (BTreeDbLexer.DAY, 0) => IntervalFields.Day,
            (BTreeDbLexer.DAY, BTreeDbLexer.HOUR) => IntervalFields.DayToHour,
            (BTreeDbLexer.DAY, BTreeDbLexer.MINUTE) => IntervalFields.DayToMinute,
            (BTreeDbLexer.DAY, _) => IntervalFields.DayToSecond,
            (BTreeDbLexer.HOUR, 0) => IntervalFields.Hour,
            (BTreeDbLexer.HOUR, BTreeDbLexer.MINUTE) => IntervalFields.HourToMinute,
            (BTreeDbLexer.HOUR, _) => IntervalFields.HourToSecond,
            (BTreeDbLexer.MINUTE, 0) => IntervalFields.Minute,
            (BTreeDbLexer.MINUTE, _) => IntervalFields.MinuteToSecond,
            _ => IntervalFields.Second,
        };
    }
}
