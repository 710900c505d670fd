using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Errors;
using BTreeDb.Engine.Plans;
using BTreeDb.Parsing.Syntax.Session;
using BTreeDb.Types;

namespace BTreeDb.Engine.Prepared;

/// <summary>PREPARE, and what EXECUTE asks for.</summary>
internal sealed class PreparationCommands(
    StatementExecution execution, SessionTransaction transaction, StatementPlanner planner)
{
    /// <summary>What PREPARE has named.</summary>
    public NamedStatements Named { get; } = new();

    /// <summary>PREPARE: resolves names and types now, so that errors come now; types of parameters stay as they are found.</summary>
    public void Prepare(PreparedStatement statement, PrepareStatement prepare)
    {
        Named.EnsureFree(prepare.Name);
        var types = ImmutableArray.CreateBuilder<SqlType>(prepare.ParameterTypes.Count);
        foreach (var type in prepare.ParameterTypes)
        {
            types.Add(type.Name is { Schema: null, Name: "unknown" }
                ? SqlType.Unknown
                : Binder.ResolveType(type, transaction.Catalog) with { Modifier = -1 });
        }

        var inner = new PreparedStatement(statement.Script, statement.Number, prepare.Statement, new ParameterNames());
        var plan = planner.Prepare(inner, types.MoveToImmutable().AsSpan()).Plan;
        inner.Discard();
        if (plan.ParameterTypes.IndexOf(SqlType.Unknown) is >= 0 and var ordinal)
            throw CoercionErrors.IndeterminateParameter(ordinal, -1);
        var parsed = statement.Script.Statements[statement.Number];
        Named.Add(new NamedStatement(
            prepare.Name, statement.Script.Text.Substring(parsed.Start, parsed.Length), inner, plan.ParameterTypes,
            plan.Columns, SessionTransaction.Now()));
    }

    /// <summary>EXECUTE: the statement of a name, and its arguments.</summary>
    public (NamedStatement Named, Datum[] Arguments) Resolve(
        PreparedStatement statement, ExecuteStatement execute, ReadOnlySpan<Datum> parameters, ReadOnlySpan<SqlType> types)
    {
        var named = Named.Find(execute.Name);
        var options = new BindingOptions
        {
            ParameterTypes = [.. types],
            ParameterNames = statement.ParameterNames,
            Conversion = execution.Context.Evaluation.Conversion(isExplicit: false),
        };
        return (named, ArgumentValues.Evaluate(
            execute, named, transaction.Catalog, options, parameters, execution.Context.Evaluation));
    }
}
