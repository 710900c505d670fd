using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Logical;

/// <summary>
/// Takes the subqueries out of the expressions over one input: each becomes an apply on top of the input, and the
/// expression refers to the column that it adds.
/// </summary>
internal sealed class SubqueryExtraction(LogicalTranslator translator, ColumnIdAllocator ids, LogicalOperator input)
{
    private readonly Dictionary<ColumnId, ImmutableArray<BoundColumnDefinition>> _rows = [];

    /// <summary>The input with an apply for each subquery seen so far.</summary>
    public LogicalOperator Input { get; private set; } = input;

    /// <summary>Whether an expression contains a subquery.</summary>
    public static bool IsNeededBy(BoundExpression expression) =>
        ExpressionTree.Contains(expression, static node => node is BoundSubquery);

    /// <summary>The expression without its subqueries.</summary>
    public BoundExpression Extract(BoundExpression expression)
    {
        var mapped = ExpressionTree.MapChildren(expression, Extract);
        return mapped switch
        {
            BoundSubquery { Field: { } field } row => FieldOf(row, field),
            BoundSubquery subquery => AddApply(subquery),
            _ => mapped,
        };
    }

    /// <summary>The expressions without their subqueries.</summary>
    public ImmutableArray<BoundExpression> Extract(ImmutableArray<BoundExpression> expressions) =>
        Conjunction.Map(expressions, Extract);

    /// <summary>A column of a subquery that other expressions have other columns of: the first of them adds all.</summary>
    private BoundColumn FieldOf(BoundSubquery subquery, int field)
    {
        var id = subquery.Query.Columns[0].Id;
        if (!_rows.TryGetValue(id, out var columns))
        {
            LogicalOperator row = new LogicalAtMostOne(translator.Translate(subquery.Query));
            if (ColumnReferences.OuterOf(row).Count == 0)
                row = translator.Share("row", row);
            Input = new LogicalApply(ApplyKind.Outer, Input, row);
            columns = row.Columns;
            _rows.Add(id, columns);
        }

        return Projection.Reference(columns[field]);
    }

    private BoundColumn AddApply(BoundSubquery subquery)
    {
        var query = translator.Translate(subquery.Query);
        var output = ids.CreateForSubquery(subquery.Type);
        Input = new LogicalApply(KindOf(subquery.Kind), Input, query, output, ComparisonOf(subquery, query));
        return Projection.Reference(output);
    }

    private static BoundExpression? ComparisonOf(BoundSubquery subquery, LogicalOperator query) => subquery.Operand is null
        ? subquery.Test
        : new BoundCall(
            subquery.Comparison, [subquery.Operand, Projection.Reference(query.Columns[0])], Types.SqlType.Boolean)
        {
            Position = subquery.Position,
        };

    private static ApplyKind KindOf(SubqueryKind kind) => kind switch
    {
        SubqueryKind.Scalar => ApplyKind.Scalar,
        SubqueryKind.Exists => ApplyKind.Exists,
        SubqueryKind.Any => ApplyKind.Any,
        _ => ApplyKind.All,
    };
}
