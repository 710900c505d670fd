using System.Collections.Immutable;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Types;

namespace BTreeDb.Binding.Clauses;

/// <summary>VALUES as a query: each column in the common type of its values.</summary>
internal sealed class ValuesBinder(BindingContext context)
{
    public BoundValues Bind(ValuesQuery syntax, Scope scope)
    {
        scope.In(ClauseKind.Values);
        var width = syntax.Rows[0].Count;
        var rows = new BoundExpression[syntax.Rows.Count][];
        for (var i = 0; i < rows.Length; i++)
        {
            if (syntax.Rows[i].Count != width)
                throw QueryErrors.ValuesWidths(syntax.Rows[i].IsEmpty ? syntax.Position : syntax.Rows[i][0].Position);
            rows[i] = context.Expressions.BindAll(syntax.Rows[i], scope);
        }
        var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>(width);
        for (var column = 0; column < width; column++)
        {
            var type = Unify(rows, column);
            columns.Add(new BoundColumnDefinition(context.NewColumn(scope.Level), $"column{column + 1}", type));
        }
        return new BoundValues(Freeze(rows), columns.MoveToImmutable());
    }

    /// <summary>Makes the immutable form of rows.</summary>
    public static ImmutableArray<ImmutableArray<BoundExpression>> Freeze(BoundExpression[][] rows)
    {
        var frozen = ImmutableArray.CreateBuilder<ImmutableArray<BoundExpression>>(rows.Length);
        foreach (var row in rows)
            frozen.Add([.. row]);
        return frozen.MoveToImmutable();
    }

    private SqlType Unify(BoundExpression[][] rows, int column)
    {
        var values = new BoundExpression[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            values[i] = rows[i][column];
        var type = CommonType.Of(values, "VALUES");
        for (var i = 0; i < rows.Length; i++)
            rows[i][column] = context.Coercer.ToCommon(values[i], type, "VALUES");
        return type;
    }
}
