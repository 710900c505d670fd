using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Parsing.Printing;
using BTreeDb.Planning.Explain;
using BTreeDb.Types;

namespace BTreeDb.Engine.SystemCatalog;

/// <summary>
/// Prints the expressions of definitions as PostgreSQL's <c>pg_get_expr</c> does: operators in parentheses, casts that the
/// binder added shown where they are operands, lists of IN as arrays.
/// </summary>
internal sealed class DefinitionText
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<ColumnId, BoundColumnDefinition> _declared = [];
    private bool _isDomain;

    private DefinitionText(ImmutableArray<BoundColumnDefinition> row)
    {
        foreach (var column in row)
            _declared[column.Id] = column;
    }

    /// <summary>The text of an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="row">The columns that it may refer to, with their declared types.</param>
    public static string Of(BoundExpression expression, ImmutableArray<BoundColumnDefinition> row)
    {
        var writer = new DefinitionText(row);
        var shown = WithoutImplicitCasts(expression);
        if (shown is BoundLiteral { Type.Id: TypeId.Numeric } literal && IsBareLiteral(literal))
            return TextOutput.Format(literal.Value, literal.Type, SessionTimeZone.Utc);
        writer.Write(shown);
        return writer._text.ToString();
    }

    /// <summary>The text of a domain's condition, whose value has a name that needs no quotes.</summary>
    public static string OfDomain(BoundExpression condition, BoundColumnDefinition value)
    {
        var writer = new DefinitionText([value]) { _isDomain = true };
        writer.Write(condition);
        return writer._text.ToString();
    }

    /// <summary>What an assignment does to the value is not shown.</summary>
    private static BoundExpression WithoutImplicitCasts(BoundExpression expression)
    {
        while (expression is BoundCast { IsExplicit: false } or BoundDomainCheck { IsExplicit: false })
            expression = expression is BoundCast cast ? cast.Operand : ((BoundDomainCheck)expression).Operand;
        return expression;
    }

    private void Write(BoundExpression expression)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (expression)
        {
            case BoundColumn column:
                WriteColumn(column);
                break;
            case BoundLiteral literal:
                _text.Append(OfLiteral(literal));
                break;
            case BoundCall call:
                WriteCall(call);
                break;
            case BoundCast cast:
                WriteCast(cast);
                break;
            case BoundCollate collate:
                WriteBetween("(", collate.Operand, $" COLLATE {IdentifierQuoting.Quote(collate.Collation.Name)})");
                break;
            case BoundDomainCheck check:
                WriteCast(new BoundCast(check.Operand, check.Type, check.IsExplicit));
                break;
            case BoundLogical logical:
                WriteList(logical.Operands, logical.IsAnd ? " AND " : " OR ");
                break;
            case BoundNot not:
                WriteBetween("(NOT ", not.Operand, ")");
                break;
            case BoundIsNull isNull:
                WriteBetween("(", isNull.Operand, isNull.IsNegated ? " IS NOT NULL)" : " IS NULL)");
                break;
            case BoundIsBoolean isBoolean:
                WriteBetween("(", isBoolean.Operand, $" IS {(isBoolean.IsNegated ? "NOT " : "")}{NameOf(isBoolean.Truth)})");
                break;
            case BoundIsDistinct distinct:
                WriteDistinct(distinct);
                break;
            case BoundInList list:
                WriteIn(list);
                break;
            case BoundCoalesce coalesce:
                _text.Append("COALESCE");
                WriteList(coalesce.Operands, ", ");
                break;
            case BoundCase branches:
                WriteCase(branches);
                break;
            default:
                _text.Append(ExpressionText.Of(expression));
                break;
        }
    }

    private void WriteBetween(string before, BoundExpression expression, string after)
    {
        _text.Append(before);
        Write(expression);
        _text.Append(after);
    }

    /// <summary>A column of another type than declared was relabelled on the way.</summary>
    private void WriteColumn(BoundColumn column)
    {
        var declared = _declared.GetValueOrDefault(column.Id);
        var name = _isDomain ? column.Name : IdentifierQuoting.Quote(declared?.Name ?? column.Name);
        if (declared is not null && (declared.Type.Id != column.Type.Id || declared.Type.User != column.Type.User))
            _text.Append('(').Append(name).Append(")::").Append(TypeNames.Of(column.Type.Family));
        else
            _text.Append(name);
    }

    private void WriteCast(BoundCast cast)
    {
        if (cast.Operand is BoundLiteral literal && literal.Type.Id == cast.Type.Id && !IsBareLiteral(literal))
            _text.Append(Quoted(literal));
        else
            WriteBetween("(", cast.Operand, ")");
        _text.Append("::").Append(TypeNames.Of(cast.Type));
    }

    private void WriteCall(BoundCall call)
    {
        if (KeywordOf(call.Function) is { } keyword)
        {
            _text.Append(keyword);
            return;
        }

        var symbol = FunctionText.SymbolOf(call.Function);
        if (symbol is null)
        {
            _text.Append(FunctionNames.Of(call.Function));
            WriteList(call.Arguments, ", ");
        }
        else if (call.Arguments.Length == 1)
        {
            WriteBetween($"({symbol} ", call.Arguments[0], ")");
        }
        else
        {
            WriteBetween("(", WithoutWidening(call.Arguments[0]), $" {symbol} ");
            WriteBetween("", WithoutWidening(call.Arguments[1]), ")");
        }
    }

    /// <summary>PostgreSQL has operators of their own for mixed integers, floats and dates, and shows no cast.</summary>
    private static BoundExpression WithoutWidening(BoundExpression operand) =>
        operand is BoundCast cast && FamilyOf(cast.Type.Id) is > 0 and var family
            && FamilyOf(cast.Operand.Type.Id) == family
            ? cast.Operand
            : operand;

    private static int FamilyOf(TypeId type) => type switch
    {
        TypeId.SmallInt or TypeId.Integer or TypeId.BigInt => 1,
        TypeId.Real or TypeId.Double => 2,
        TypeId.Date or TypeId.Timestamp or TypeId.TimestampTz => 3,
        _ => 0,
    };

    private void WriteDistinct(BoundIsDistinct distinct)
    {
        WriteBetween(distinct.IsNegated ? "(NOT (" : "(", distinct.Left, " IS DISTINCT FROM ");
        WriteBetween("", distinct.Right, distinct.IsNegated ? "))" : ")");
    }

    private void WriteIn(BoundInList list)
    {
        WriteBetween("(", list.Operand, list.IsNegated ? " <> ALL (ARRAY[" : " = ANY (ARRAY[");
        for (var i = 0; i < list.Values.Length; i++)
            WriteBetween(i > 0 ? ", " : "", list.Values[i], "");
        _text.Append("]))");
    }

    private void WriteCase(BoundCase branches)
    {
        _text.Append("\nCASE");
        foreach (var branch in branches.Branches)
        {
            WriteBetween("\n    WHEN ", branch.Condition, " THEN ");
            Write(branch.Result);
        }

        _text.Append("\n    ELSE ");
        if (branches.Else is null)
            _text.Append("NULL::").Append(TypeNames.Of(branches.Type.Id));
        else
            Write(branches.Else);
        _text.Append("\nEND");
    }

    private void WriteList(ImmutableArray<BoundExpression> expressions, string separator)
    {
        _text.Append('(');
        for (var i = 0; i < expressions.Length; i++)
            WriteBetween(i > 0 ? separator : "", expressions[i], "");
        _text.Append(')');
    }

    private static string OfLiteral(BoundLiteral literal)
    {
        if (literal.Value.IsNull)
            return "NULL::" + TypeNames.Of(literal.Type);
        if (literal.Type.Id == TypeId.Boolean)
            return literal.Value.AsBoolean() ? "true" : "false";
        var text = TextOutput.Format(literal.Value, literal.Type, SessionTimeZone.Utc);
        return literal.Type.Id switch
        {
            TypeId.Integer or TypeId.SmallInt or TypeId.BigInt when IsBareLiteral(literal) => text,
            // A whole number among numerics was an integer once, as far as one can tell.
            TypeId.Numeric when IsBareLiteral(literal) => text.Contains('.', StringComparison.Ordinal) ? text : $"({text})::numeric",
            TypeId.Double or TypeId.Real when text[0] != '-' && char.IsAsciiDigit(text[0]) =>
                $"({text})::{TypeNames.Of(literal.Type.Id)}",
            TypeId.Char when literal.Type.Modifier < 0 => $"{Quoted(literal)}::bpchar",
            _ => $"{Quoted(literal)}::{TypeNames.Of(literal.Type)}",
        };
    }

    private static bool IsBareLiteral(BoundLiteral literal)
    {
        if (literal.Value.IsNull)
            return false;
        return literal.Type.Id switch
        {
            TypeId.Integer or TypeId.SmallInt or TypeId.BigInt => literal.Value.AsInt64() is >= 0 and <= int.MaxValue,
            TypeId.Numeric => char.IsAsciiDigit(TextOutput.Format(literal.Value, literal.Type, SessionTimeZone.Utc)[0]),
            TypeId.Boolean => true,
            _ => false,
        };
    }

    private static string Quoted(BoundLiteral literal)
    {
        var text = TextOutput.Format(literal.Value, literal.Type, SessionTimeZone.Utc);
        return $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    private static string NameOf(bool? truth) => truth switch
    {
        true => "TRUE",
        false => "FALSE",
        null => "UNKNOWN",
    };

    private static string? KeywordOf(FunctionId function) => function switch
    {
        FunctionId.CurrentDate => "CURRENT_DATE",
        FunctionId.LocalTime => "LOCALTIME",
        FunctionId.LocalTimestamp => "LOCALTIMESTAMP",
        FunctionId.CurrentUser => "CURRENT_USER",
        _ => null,
    };
}
