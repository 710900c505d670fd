using BTreeDb.Binding.Analysis;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Statements;
using BTreeDb.Types;

namespace BTreeDb.Tests.Binding;

/// <summary>Checks invariant N2: nothing in a bound tree is of unknown type.</summary>
internal sealed class TypedTree : BoundTreeRewriter
{
    /// <summary>Walks all of a statement.</summary>
    public static void Check(BoundStatement statement)
    {
        var walker = new TypedTree();
        switch (statement)
        {
            case BoundQueryStatement query:
                walker.Rewrite(query.Query);
                break;
            case BoundInsert insert:
                walker.Rewrite(insert.Source);
                walker.Walk(insert.Row, insert.Returning);
                break;
            case BoundUpdate update:
                walker.Rewrite(update.From);
                walker.Walk(update.Row, update.Returning);
                break;
            case BoundDelete delete:
                walker.Rewrite(delete.From);
                walker.Walk([], delete.Returning);
                break;
        }
    }

    public override BoundExpression Rewrite(BoundExpression expression)
    {
        expression.Type.Id.ShouldNotBe(TypeId.Unknown, expression.ToString());
        return base.Rewrite(expression);
    }

    public override BoundQuery Rewrite(BoundQuery query)
    {
        foreach (var column in query.Columns)
            column.Type.Id.ShouldNotBe(TypeId.Unknown, column.Name);
        return base.Rewrite(query);
    }

    private void Walk(IEnumerable<BoundExpression> row, IEnumerable<BoundProjection> returning)
    {
        foreach (var value in row)
            Rewrite(value);
        foreach (var projection in returning)
            Rewrite(projection.Expression);
    }
}
