using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Logical;
using BTreeDb.Types;

namespace BTreeDb.Planning.Rewrites;

/// <summary>
/// Answers <c>x &lt; ANY (q)</c> and its kin over a subquery that depends on nothing by the least or greatest value of the
/// subquery, and <c>x &lt;&gt; ANY (q)</c> by both: one row joined to each outer one takes the place of a test of all pairs.
/// </summary>
internal static class ExtremeComparison
{
    /// <summary>The rewritten form, with the result of ANY as its last column; null where this does not apply.</summary>
    /// <param name="left">The outer rows.</param>
    /// <param name="right">The rows of the subquery, none of which depends on outer ones.</param>
    /// <param name="comparison">The comparison over both.</param>
    /// <param name="output">The column of the result.</param>
    /// <param name="ids">Gives out ids.</param>
    public static LogicalOperator? TryRewrite(
        LogicalOperator left, LogicalOperator right, BoundExpression comparison, BoundColumnDefinition output,
        ColumnIdAllocator ids)
    {
        if (comparison is not BoundCall { Arguments: [var operand, var element], Function: var function } call
            || function == FunctionId.Equal || !Comparison.IsComparison(function) || !HasExtremes(element.Type)
            || Volatility.IsVolatile(comparison))
            return null;
        var rightIds = ColumnReferences.IdsOf(right.Columns);
        if (ColumnReferences.Of(operand).Overlaps(rightIds) || !ColumnReferences.Of(element).IsSubsetOf(rightIds))
            return null;
        var least = ids.Create("min", element.Type);
        var greatest = ids.Create("max", element.Type);
        var rows = ids.Create("count", SqlType.BigInt);
        var values = ids.Create("count", SqlType.BigInt);
        var extremes = new LogicalAggregate(right, [],
        [
            new BoundAggregate(least.Id, AggregateId.Min, [element], false, null, element.Type),
            new BoundAggregate(greatest.Id, AggregateId.Max, [element], false, null, element.Type),
            new BoundAggregate(rows.Id, AggregateId.CountStar, [], false, null, SqlType.BigInt),
            new BoundAggregate(values.Id, AggregateId.Count, [element], false, null, SqlType.BigInt),
        ]);

        BoundCall With(BoundColumnDefinition extreme) => call with { Arguments = [operand, Projection.Reference(extreme)] };
        var hasNull = Greater(Projection.Reference(rows), Projection.Reference(values));
        BoundExpression unknown = new BoundLogical(true, [hasNull, new BoundLiteral(Datum.Null, SqlType.Boolean)]);
        BoundExpression any = new BoundLogical(false, function switch
        {
            FunctionId.NotEqual => [With(least), With(greatest), unknown],
            FunctionId.Less or FunctionId.LessOrEqual => [With(greatest), unknown],
            _ => [With(least), unknown],
        });
        var hasRow = Greater(Projection.Reference(rows), new BoundLiteral(Datum.FromInt64(0), SqlType.BigInt));
        var result = new BoundLogical(true, [hasRow, any]);
        return new LogicalProject(
            new LogicalJoin(LogicalJoinKind.Inner, left, extremes, []),
            Projection.PassThrough(left.Columns).Add(new BoundProjection(output, result)));
    }

    private static BoundCall Greater(BoundExpression left, BoundExpression right) =>
        new(FunctionId.Greater, [left, right], SqlType.Boolean);

    /// <summary>Whether min and max order values as the comparisons do.</summary>
    private static bool HasExtremes(SqlType type) => type.Id is
        TypeId.Boolean or TypeId.SmallInt or TypeId.Integer or TypeId.BigInt or TypeId.Real or TypeId.Double
            or TypeId.Numeric or TypeId.Text or TypeId.VarChar or TypeId.Char or TypeId.Bytea or TypeId.Date
            or TypeId.Time or TypeId.Timestamp or TypeId.TimestampTz or TypeId.Uuid or TypeId.Interval or TypeId.Enum;
}
