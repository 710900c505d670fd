using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Catalog;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Parsing;
using BTreeDb.Tables;

namespace BTreeDb.Engine;

/// <summary>
/// Compiles the expressions and conditions of indexes for the layer of tables. They are immutable, so no session's settings
/// have to do with them.
/// </summary>
internal sealed class IndexExpressionCompiler(CatalogStore catalogs) : IIndexCompiler
{
    /// <inheritdoc/>
    public IIndexEvaluator Compile(TableSchema table, IndexSchema index)
    {
        var keys = new VectorExpression?[index.Columns.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            if (index.Columns[i].Expression is { } expression)
            {
                keys[i] = Compile(
                    Binder.BindRowExpression(
                        SqlParser.ParseExpression(expression.Sql), table.Name, table.Columns, catalogs.Latest, BindingOptions.Default));
            }
        }

        var predicate = index.PredicateSql is { } sql
            ? Compile(Binder.BindIndexPredicate(
                SqlParser.ParseExpression(sql), table.Name, table.Columns, catalogs.Latest, BindingOptions.Default))
            : null;
        return new IndexEvaluator(table, keys, predicate);
    }

    private static VectorExpression Compile((BoundExpression Value, ImmutableArray<BoundColumnDefinition> Row) bound)
    {
        var (expression, row) = bound;
        var columns = ImmutableDictionary.CreateBuilder<ColumnId, int>();
        for (var i = 0; i < row.Length; i++)
            columns.Add(row[i].Id, i);
        return new ExpressionCompiler(columns.ToImmutable(), capacity: 1).Compile(expression);
    }

    /// <summary>Evaluates over a batch of one row, a copy of the row asked about.</summary>
    private sealed class IndexEvaluator : IIndexEvaluator
    {
        private readonly VectorExpression?[] _expressions;
        private readonly VectorExpression? _predicate;
        private readonly ColumnVector?[] _keys;
        private readonly Batch _row;
        private readonly EvaluationContext _context = new();

        public IndexEvaluator(TableSchema table, VectorExpression?[] expressions, VectorExpression? predicate)
        {
            (_expressions, _predicate) = (expressions, predicate);
            _keys = new ColumnVector?[expressions.Length];
            var columns = new ColumnVector[table.Columns.Length];
            for (var i = 0; i < columns.Length; i++)
                columns[i] = ColumnVector.Create(table.Columns[i].Type, capacity: 1);
            _row = new Batch(columns) { RowCount = 1 };
        }

        public ReadOnlySpan<ColumnVector?> Keys => _keys;

        public bool Evaluate(ReadOnlySpan<ColumnVector> columns, int row)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                _row.Columns[i].Clear();
                _row.Columns[i].CopyRow(columns[i], row, 0);
            }

            if (_predicate is not null)
            {
                var result = (ColumnVector<byte>)_predicate.Evaluate(_row, _context);
                if (result.IsNull(0) || result.Values[0] == 0)
                    return false;
            }

            for (var i = 0; i < _keys.Length; i++)
                _keys[i] = _expressions[i]?.Evaluate(_row, _context);
            return true;
        }
    }
}
