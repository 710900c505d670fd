using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Printing;

/// <summary>Types, under SQL's own names where the syntax tree came from those.</summary>
internal static class TypePrinter
{
    /// <summary>Prints a type with its array bounds.</summary>
    public static void Print(SqlWriter writer, TypeName type)
    {
        PrintElement(writer, type);
        if (type.IntervalFields != IntervalFields.All)
            PrintFields(writer, type);
        foreach (var bound in type.ArrayBounds)
            writer.Raw("[").Raw(bound?.ToString() ?? "").Raw("]");
    }

    /// <summary>Prints a literal of a type.</summary>
    public static void PrintLiteral(SqlWriter writer, TypedLiteral literal)
    {
        PrintElement(writer, literal.Type);
        writer.Raw(" ").Text(literal.Value);
        if (literal.Type.IntervalFields != IntervalFields.All)
            PrintFields(writer, literal.Type);
    }

    private static void PrintElement(SqlWriter writer, TypeName type)
    {
        var hasModifiers = !type.Modifiers.IsEmpty;
        var standard = type.Name.Schema == "pg_catalog" ? StandardName(type.Name.Name, hasModifiers) : null;
        if (standard is null)
            writer.Name(type.Name);
        else
            writer.Raw(standard.Value.Name);
        // An interval's precision belongs to its last field.
        if (hasModifiers && type.IntervalFields == IntervalFields.All)
            writer.Parenthesized(type.Modifiers, ExpressionPrinter.Print);
        if (standard is { Tail.Length: > 0 })
            writer.Raw(standard.Value.Tail);
    }

    /// <summary>
    /// The SQL spelling, before and after the modifiers; null where it would not be read back as the same type, since
    /// <c>character</c> without a length has length one and most spellings take no modifiers.
    /// </summary>
    private static (string Name, string Tail)? StandardName(string name, bool hasModifiers) => (name, hasModifiers) switch
    {
        ("int2", false) => ("smallint", ""),
        ("int4", false) => ("integer", ""),
        ("int8", false) => ("bigint", ""),
        ("float4", false) => ("real", ""),
        ("float8", false) => ("double precision", ""),
        ("bool", false) => ("boolean", ""),
        ("numeric", _) => ("numeric", ""),
        ("bpchar", true) => ("character", ""),
        ("bit", true) => ("bit", ""),
        ("varchar", _) => ("character varying", ""),
        ("varbit", _) => ("bit varying", ""),
        ("time", _) => ("time", " without time zone"),
        ("timetz", _) => ("time", " with time zone"),
        ("timestamp", _) => ("timestamp", " without time zone"),
        ("timestamptz", _) => ("timestamp", " with time zone"),
        ("interval", _) => ("interval", ""),
        _ => null,
    };

    private static void PrintFields(SqlWriter writer, TypeName type)
    {
        writer.Word(type.IntervalFields switch
        {
            IntervalFields.Year => "year",
            IntervalFields.Month => "month",
            IntervalFields.Day => "day",
            IntervalFields.Hour => "hour",
            IntervalFields.Minute => "minute",
            IntervalFields.Second => "second",
            IntervalFields.YearToMonth => "year to month",
            IntervalFields.DayToHour => "day to hour",
            IntervalFields.DayToMinute => "day to minute",
            IntervalFields.DayToSecond => "day to second",
            IntervalFields.HourToMinute => "hour to minute",
            IntervalFields.HourToSecond => "hour to second",
            _ => "minute to second",
        });
        if (!type.Modifiers.IsEmpty)
            writer.Parenthesized(type.Modifiers, ExpressionPrinter.Print);
    }
}
