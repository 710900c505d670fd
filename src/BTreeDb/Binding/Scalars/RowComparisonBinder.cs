using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Binding.Scalars;

/// <summary>Comparisons of written rows, which are bound to comparisons of their fields.</summary>
internal sealed class RowComparisonBinder(BindingContext context)
{
    /// <summary>Whether either side of an operator is a written row.</summary>
    public bool IsRowComparison(BinaryExpression syntax) => syntax.Left is RowConstructor || syntax.Right is RowConstructor;

    public BoundExpression Bind(BinaryExpression syntax, Scope scope)
    {
        if (syntax.Left is RowConstructor left && syntax.Right is RowConstructor right)
            return Compare(syntax.Operator.Symbol, left, right, syntax.Position, scope);
        var leftValue = context.Expressions.Bind(syntax.Left, scope);
        var rightValue = context.Expressions.Bind(syntax.Right, scope);
        if (leftValue is not BoundRow leftRow || rightValue is not BoundRow rightRow)
            return context.Operators.Bind(syntax.Operator.Symbol, leftValue, rightValue, syntax.Position);
        if (leftRow.Fields.Length != rightRow.Fields.Length)
            throw QueryErrors.UnequalRows(syntax.Position);
        return Compare(syntax.Operator.Symbol, [.. leftRow.Fields], [.. rightRow.Fields], syntax.Position);
    }

    /// <summary>Compares field by field; <c>&lt;</c> and its kin in lexicographic order.</summary>
    public BoundExpression Compare(string symbol, RowConstructor left, RowConstructor right, int position, Scope scope)
    {
        var (lefts, rights) = BindPairs(left, right, position, scope);
        return Compare(symbol, lefts, rights, position);
    }

    /// <summary>Compares bound fields.</summary>
    public BoundExpression Compare(string symbol, BoundExpression[] lefts, BoundExpression[] rights, int position)
    {
        return symbol switch
        {
            "=" => LogicalBuilder.Combine(isAnd: true, CompareFields("=", lefts, rights, position)),
            "<>" => LogicalBuilder.Combine(isAnd: false, CompareFields("<>", lefts, rights, position)),
            "<" or "<=" or ">" or ">=" => CompareInOrder(symbol, lefts, rights, position),
            _ => throw UnsupportedErrors.Feature("row values", position),
        };
    }

    /// <summary><c>ROW(...) IS [NOT] NULL</c>: all fields are, or none is.</summary>
    public BoundExpression BindIsNull(RowConstructor row, bool isNegated, Scope scope) =>
        BindIsNull(context.Expressions.BindAll(row.Fields, scope), isNegated, row.Position);

    /// <summary>All fields are NULL, or none is.</summary>
    public BoundExpression BindIsNull(BoundExpression[] tests, bool isNegated, int position)
    {
        for (var i = 0; i < tests.Length; i++)
            tests[i] = new BoundIsNull(context.Coercer.SettleLoosely(tests[i]), isNegated) { Position = tests[i].Position };
        if (tests.Length == 0)
            throw QueryErrors.ZeroLengthRows(position);
        return LogicalBuilder.Combine(isAnd: true, tests);
    }

    /// <summary>Rows are distinct if any of their fields is.</summary>
    public BoundExpression BindIsDistinct(
        RowConstructor left, RowConstructor right, bool isNegated, int position, Scope scope)
    {
        var (lefts, rights) = BindPairs(left, right, position, scope);
        var tests = new BoundExpression[lefts.Length];
        for (var i = 0; i < tests.Length; i++)
        {
            var equality = context.Operators.Bind("=", lefts[i], rights[i], position);
            tests[i] = new BoundIsDistinct(equality.Arguments[0], equality.Arguments[1], isNegated) { Position = position };
        }
        return LogicalBuilder.Combine(isNegated, tests);
    }

    private (BoundExpression[] Lefts, BoundExpression[] Rights) BindPairs(
        RowConstructor left, RowConstructor right, int position, Scope scope)
    {
        if (left.Fields.Count != right.Fields.Count)
            throw QueryErrors.UnequalRows(position);
        if (left.Fields.IsEmpty)
            throw QueryErrors.ZeroLengthRows(position);
        return (context.Expressions.BindAll(left.Fields, scope), context.Expressions.BindAll(right.Fields, scope));
    }

    private BoundExpression[] CompareFields(string symbol, BoundExpression[] lefts, BoundExpression[] rights, int position)
    {
        var comparisons = new BoundExpression[lefts.Length];
        for (var i = 0; i < comparisons.Length; i++)
            comparisons[i] = context.Operators.Bind(symbol, lefts[i], rights[i], position);
        return comparisons;
    }

    /// <summary>(a, b) &lt; (x, y) is a &lt; x OR a = x AND b &lt; y; built from the last field backwards.</summary>
    private BoundExpression CompareInOrder(string symbol, BoundExpression[] lefts, BoundExpression[] rights, int position)
    {
        var last = lefts.Length - 1;
        BoundExpression result = context.Operators.Bind(symbol, lefts[last], rights[last], position);
        for (var i = last - 1; i >= 0; i--)
        {
            var strictly = context.Operators.Bind(symbol[..1], lefts[i], rights[i], position);
            var equal = context.Operators.Bind("=", lefts[i], rights[i], position);
            var rest = LogicalBuilder.Combine(isAnd: true, [equal, result]);
            result = LogicalBuilder.Combine(isAnd: false, [strictly, rest]);
        }
        return result;
    }
}
