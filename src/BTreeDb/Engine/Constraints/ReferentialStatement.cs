using BTreeDb.Binding;
using BTreeDb.Catalog;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Operators;
using BTreeDb.Execution.Vectors;
using BTreeDb.Parsing;
using BTreeDb.Planning;
using BTreeDb.Types;

namespace BTreeDb.Engine.Constraints;

/// <summary>A planned statement over handed-in rows, with the operators that one session runs it by.</summary>
internal sealed class ReferentialStatement : IDisposable
{
    private readonly Operator _root;
    private readonly RowInputOperator _input;

    /// <summary>Plans a statement.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="relation">The rows that are handed in.</param>
    /// <param name="catalog">The catalog.</param>
    /// <param name="planner">What the planner may do.</param>
    /// <param name="evaluation">What constants depend on.</param>
    public ReferentialStatement(
        string text, RowInputRelation? relation, CatalogSnapshot catalog, PlannerSettings planner,
        EvaluationContext evaluation)
    {
        var bound = Binder.Bind(SqlParser.ParseStatement(text), catalog, new BindingOptions
        {
            RowInput = relation,
            Conversion = evaluation.Conversion(isExplicit: false),
        });
        var plan = Planner.Plan(bound, catalog, planner, new ConstantEvaluator(evaluation));
        var types = new SqlType[relation?.Columns.Length ?? 0];
        for (var i = 0; i < types.Length; i++)
            types[i] = relation!.Columns[i].Type;
        _root = OperatorFactory.CreateOver(plan, types, out _input);
        CatalogVersion = catalog.Version;
        RowCountEpoch = catalog.RowCounts.Epoch;
    }

    /// <summary>The catalog that it was planned under.</summary>
    public ulong CatalogVersion { get; }

    /// <summary>The age of the row counts that it was planned by.</summary>
    public int RowCountEpoch { get; }

    /// <summary>Runs it to its end over a batch.</summary>
    public void Run(Batch batch, StatementContext context)
    {
        try
        {
            _input.Give(batch);
            _root.Open(context);
            while (_root.Next() is not null)
            {
            }
        }
        finally
        {
            _root.Close();
        }
    }

    /// <summary>Runs it until its first row, and returns that; null when there is none.</summary>
    public Datum[]? FindFirst(Batch? batch, StatementContext context)
    {
        try
        {
            if (batch is not null)
                _input.Give(batch);
            _root.Open(context);
            while (_root.Next() is { } found)
            {
                if (found.Count > 0)
                    return ReadRow(found);
            }
            return null;
        }
        finally
        {
            _root.Close();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _root.Dispose();

    private static Datum[] ReadRow(Batch batch)
    {
        var row = batch.Selection?[0] ?? 0;
        var values = new Datum[batch.Columns.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = batch.Columns[i].GetDatum(row);
        return values;
    }
}
