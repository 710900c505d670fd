using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Scalars;

/// <summary>IN over a list.</summary>
internal sealed class InBinder(BindingContext context)
{
    private readonly RowComparisonBinder _rows = new(context);

    public BoundExpression Bind(InListExpression syntax, Scope scope)
    {
        if (syntax.Operand is RowConstructor row)
            return BindRows(row, syntax, scope);
        var operand = context.Expressions.Bind(syntax.Operand, scope);
        return BindList(operand, syntax.Items, syntax.Negated, syntax.Position, scope);
    }

    private BoundExpression BindList(
        BoundExpression operand, SyntaxList<Expression> items, bool isNegated, int position, Scope scope)
    {
        var all = new BoundExpression[items.Count + 1];
        all[0] = operand;
        for (var i = 0; i < items.Count; i++)
            all[i + 1] = context.Expressions.Bind(items[i], scope);
        all[0] = operand = context.Collations.TakeLoose(operand, all);
        var symbol = isNegated ? "<>" : "=";
        if (items.Count == 1 || !CommonType.TryFind(all, out var type, out _))
            return Compare(symbol, operand, all.AsSpan(1), isNegated, position);
        for (var i = 0; i < all.Length; i++)
        {
            // Blanks do not matter to a comparison, and a column that stays one is found in an index.
            if (!Coercer.LosesBlanks(all[i].Type, type))
                all[i] = context.Coercer.ToCommon(all[i], type, "IN");
        }

        // Only to find whether the type can be compared at all, and in what form.
        var comparison = context.Operators.Bind("=", all[0], all[1], position);
        if (comparison.Arguments[0].Type.Id != all[0].Type.Id)
            return Compare(symbol, all[0], all.AsSpan(1), isNegated, position);
        return new BoundInList(all[0], [.. all.AsSpan(1)], isNegated) { Position = comparison.Position };
    }

    private BoundExpression Compare(
        string symbol, BoundExpression left, ReadOnlySpan<BoundExpression> values, bool isAnd, int position)
    {
        var comparisons = new BoundExpression[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            comparisons[i] = context.Operators.Bind(symbol, left, values[i], position);
            if (comparisons[i].Type.Id != TypeId.Boolean)
                throw CallErrors.OperatorNotBoolean("op ANY/ALL (array)", position);
        }
        return LogicalBuilder.Combine(isAnd, comparisons);
    }

    private BoundExpression BindRows(RowConstructor row, InListExpression syntax, Scope scope)
    {
        var comparisons = new BoundExpression[syntax.Items.Count];
        for (var i = 0; i < comparisons.Length; i++)
        {
            if (syntax.Items[i] is not RowConstructor other)
                throw UnsupportedErrors.Feature("row values", syntax.Items[i].Position);
            comparisons[i] = _rows.Compare(syntax.Negated ? "<>" : "=", row, other, syntax.Position, scope);
        }
        return LogicalBuilder.Combine(syntax.Negated, comparisons);
    }
}
