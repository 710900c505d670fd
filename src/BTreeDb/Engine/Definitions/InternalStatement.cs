using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Catalog;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Operators;
using BTreeDb.Parsing;
using BTreeDb.Planning;
using BTreeDb.Tables;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>A query or change that a definition runs: rows are rewritten and checked by the same operators as always.</summary>
internal sealed class InternalStatement : IDisposable
{
    private InternalStatement(Operator root, StatementContext context)
    {
        Root = root;
        Context = context;
    }

    /// <summary>The operators, opened.</summary>
    public Operator Root { get; }

    /// <summary>What they work in.</summary>
    public StatementContext Context { get; }

    /// <summary>Starts a statement.</summary>
    public static InternalStatement Start(
        string sql, ICatalogView catalog, TableAccess access, EvaluationContext evaluation,
        ImmutableArray<SqlType> parameterTypes)
    {
        var options = new BindingOptions
        {
            Conversion = evaluation.Conversion(isExplicit: false), MayFillMaterializedViews = true,
            ParameterTypes = parameterTypes,
        };
        var bound = Binder.Bind(SqlParser.ParseStatement(sql), catalog, options);
        var plan = Planner.Plan(bound, catalog, PlannerSettings.Default, new ConstantEvaluator(evaluation));
        var context = new StatementContext { Evaluation = evaluation, Tables = access };
        var root = OperatorFactory.Create(plan);
        root.Open(context);
        return new InternalStatement(root, context);
    }

    /// <inheritdoc/>
    public void Dispose() => Root.Dispose();
}
