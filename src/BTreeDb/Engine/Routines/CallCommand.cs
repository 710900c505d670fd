using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Engine.Plans;
using BTreeDb.Execution.Expressions;
using BTreeDb.Parsing.Syntax.Session;
using BTreeDb.Types;

namespace BTreeDb.Engine.Routines;

/// <summary>CALL: runs a procedure; one with output parameters yields a row.</summary>
internal sealed class CallCommand(SessionTransaction transaction, RoutineRunner routines, EvaluationContext evaluation)
{
    private Datum[] _parameters = [];

    /// <summary>Runs it.</summary>
    /// <param name="call">The statement.</param>
    /// <param name="statement">Where it stands.</param>
    /// <param name="parameters">The statement's parameters.</param>
    /// <param name="types">Their types.</param>
    /// <param name="columns">The output parameters.</param>
    /// <returns>Their values; null when there are none.</returns>
    public BufferedRows? Run(
        CallStatement call, PreparedStatement statement, ReadOnlySpan<Datum> parameters, ReadOnlySpan<SqlType> types,
        out ImmutableArray<ResultColumn> columns)
    {
        var options = new BindingOptions
        {
            ParameterTypes = [.. types],
            ParameterNames = statement.ParameterNames,
            Conversion = evaluation.Conversion(isExplicit: false),
        };
        var bound = Binder.BindCall(call.Call, transaction.Catalog, options, out var parameterTypes);
        ParameterValues.Bind(ref _parameters, parameterTypes, parameters, types, evaluation.Conversion(isExplicit: false));
        evaluation.Parameters = _parameters;
        var evaluator = new ConstantEvaluator(evaluation);
        var values = new Datum[bound.Arguments.Length];
        var valueTypes = new SqlType[values.Length];
        for (var i = 0; i < values.Length; i++)
            (values[i], valueTypes[i]) = (evaluator.Evaluate(bound.Arguments[i]), bound.Arguments[i].Type);
        var outputs = ImmutableArray.CreateBuilder<ResultColumn>();
        if (bound.IsRecord)
        {
            foreach (var (name, type) in bound.Columns)
                outputs.Add(new ResultColumn(name ?? "", type));
        }

        columns = outputs.ToImmutable();
        var outputTypes = new SqlType[columns.Length];
        for (var i = 0; i < outputTypes.Length; i++)
            outputTypes[i] = columns[i].Type;
        using var rows = routines.Open(bound.Routine, valueTypes, values, outputTypes);
        var batch = rows.Next();
        if (columns.IsEmpty)
            return null;
        var row = new BufferedRows();
        if (batch is not null)
            row.Add(batch);
        return row;
    }
}
