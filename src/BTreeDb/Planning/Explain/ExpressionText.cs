using System.Collections.Immutable;
using System.Text;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Planning.Explain;

/// <summary>Prints bound expressions as PostgreSQL's EXPLAIN does: every operator in parentheses.</summary>
internal sealed class ExpressionText
{
    private readonly StringBuilder _text = new();

    /// <summary>The text of an expression.</summary>
    public static string Of(BoundExpression expression)
    {
        var writer = new ExpressionText();
        writer.Write(expression);
        return writer._text.ToString();
    }

    /// <summary>The text of conjuncts as one condition.</summary>
    public static string Of(ImmutableArray<BoundExpression> conjuncts) => Of(Conjunction.Combine(conjuncts)!);

    /// <summary>The text of an aggregate.</summary>
    public static string Of(BoundAggregate aggregate)
    {
        var distinct = aggregate.IsDistinct ? "DISTINCT " : "";
        var order = aggregate.Order.IsEmpty ? "" : $" ORDER BY {Of(aggregate.Order)}";
        var name = AggregateExpression.NameOf(aggregate.Aggregate);
        return $"{name}({distinct}{ArgumentsOf(aggregate.Arguments)}{order}){FilterOf(aggregate.Filter)}";
    }

    /// <summary>The text of a window function.</summary>
    public static string Of(BoundWindowFunction call)
    {
        var isAggregate = call.Function == WindowFunctionId.Aggregate;
        var arguments = call.Arguments.IsEmpty && !isAggregate ? "" : ArgumentsOf(call.Arguments);
        return $"{WindowExpression.NameOf(call)}({arguments}){FilterOf(call.Filter)} OVER (?)";
    }

    /// <summary>The text of an order.</summary>
    public static string Of(ImmutableArray<BoundOrdering> order)
    {
        var text = new StringBuilder();
        foreach (var key in order)
        {
            text.Append(text.Length > 0 ? ", " : "").Append(Of(key.Expression)).Append(key.Descending ? " DESC" : "");
            if (key.NullsFirst != key.Descending)
                text.Append(key.NullsFirst ? " NULLS FIRST" : " NULLS LAST");
        }

        return text.ToString();
    }

    private static string FilterOf(BoundExpression? filter) => filter is null ? "" : $" FILTER (WHERE {Of(filter)})";

    private static string ArgumentsOf(ImmutableArray<BoundExpression> arguments)
    {
        var text = new StringBuilder(arguments.IsEmpty ? "*" : "");
        foreach (var argument in arguments)
            text.Append(text.Length > 0 ? ", " : "").Append(Of(argument));
        return text.ToString();
    }

    private void Write(BoundExpression expression)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (expression)
        {
            case BoundColumn column:
                _text.Append(column.Name);
                break;
            case BoundParameter parameter:
                _text.Append('$').Append(parameter.Ordinal + 1);
                break;
            case BoundLiteral literal:
                WriteLiteral(literal);
                break;
            case BoundCall call:
                WriteCall(call);
                break;
            case BoundCast cast:
                Write(cast.Operand);
                _text.Append("::").Append(TypeNames.Of(cast.Type));
                break;
            case BoundDomainCheck check:
                Write(check.Operand);
                _text.Append("::").Append(TypeNames.Of(check.Type));
                break;
            case BoundRow row:
                _text.Append("ROW");
                WriteList(row.Fields, ", ");
                break;
            case BoundLogical logical:
                WriteList(logical.Operands, logical.IsAnd ? " AND " : " OR ");
                break;
            case BoundNot not:
                _text.Append("(NOT ");
                Write(not.Operand);
                _text.Append(')');
                break;
            default:
                WritePredicate(expression);
                break;
        }
    }

    private void WritePredicate(BoundExpression expression)
    {
        switch (expression)
        {
            case BoundIsNull isNull:
                WriteSuffix(isNull.Operand, isNull.IsNegated ? " IS NOT NULL" : " IS NULL");
                break;
            case BoundIsBoolean isBoolean:
                WriteSuffix(isBoolean.Operand, $" IS {(isBoolean.IsNegated ? "NOT " : "")}{NameOf(isBoolean.Truth)}");
                break;
            case BoundIsDistinct distinct:
                _text.Append('(');
                Write(distinct.Left);
                _text.Append(distinct.IsNegated ? " IS NOT DISTINCT FROM " : " IS DISTINCT FROM ");
                Write(distinct.Right);
                _text.Append(')');
                break;
            case BoundInList list:
                _text.Append('(');
                Write(list.Operand);
                _text.Append(list.IsNegated ? " NOT IN " : " IN ");
                WriteList(list.Values, ", ");
                _text.Append(')');
                break;
            case BoundCoalesce coalesce:
                _text.Append("COALESCE");
                WriteList(coalesce.Operands, ", ");
                break;
            case BoundCase branches:
                WriteCase(branches);
                break;
            default:
                _text.Append(expression.GetType().Name);
                break;
        }
    }

    private void WriteSuffix(BoundExpression operand, string suffix)
    {
        _text.Append('(');
        Write(operand);
        _text.Append(suffix).Append(')');
    }

    private void WriteList(ImmutableArray<BoundExpression> expressions, string separator)
    {
        _text.Append('(');
        for (var i = 0; i < expressions.Length; i++)
        {
            if (i > 0)
                _text.Append(separator);
            Write(expressions[i]);
        }
        _text.Append(')');
    }

    private void WriteCall(BoundCall call)
    {
        var symbol = FunctionText.SymbolOf(call.Function);
        if (symbol is null)
        {
            _text.Append(call.Routine?.Name ?? FunctionText.NameOf(call.Function));
            WriteList(call.Arguments, ", ");
        }
        else if (call.Arguments.Length == 1)
        {
            _text.Append('(').Append(symbol).Append(' ');
            Write(call.Arguments[0]);
            _text.Append(')');
        }
        else
        {
            WriteList(call.Arguments, $" {symbol} ");
        }
    }

    private void WriteCase(BoundCase branches)
    {
        _text.Append("CASE");
        foreach (var branch in branches.Branches)
        {
            _text.Append(" WHEN ");
            Write(branch.Condition);
            _text.Append(" THEN ");
            Write(branch.Result);
        }
        if (branches.Else is not null)
        {
            _text.Append(" ELSE ");
            Write(branches.Else);
        }
        _text.Append(" END");
    }

    private void WriteLiteral(BoundLiteral literal)
    {
        if (literal.Value.IsNull)
            _text.Append("NULL");
        else
            _text.Append(LiteralText.Of(literal));
    }

    private static string NameOf(bool? truth) => truth switch
    {
        true => "TRUE",
        false => "FALSE",
        null => "UNKNOWN",
    };
}
