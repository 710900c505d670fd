using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Catalog;
using BTreeDb.Engine.Plans;
using BTreeDb.Execution.Expressions;
using BTreeDb.Parsing.Syntax.Session;
using BTreeDb.Types;

namespace BTreeDb.Engine.Prepared;

/// <summary>Computes the arguments of EXECUTE, which are expressions, in the types of the statement's parameters.</summary>
internal static class ArgumentValues
{
    /// <summary>The values by ordinal.</summary>
    /// <param name="execute">The EXECUTE statement.</param>
    /// <param name="target">What it executes.</param>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">The surroundings, with the types of the caller's own parameters.</param>
    /// <param name="callerValues">The values of these.</param>
    /// <param name="evaluation">The session's.</param>
    public static Datum[] Evaluate(
        ExecuteStatement execute, NamedStatement target, ICatalogView catalog, BindingOptions options,
        ReadOnlySpan<Datum> callerValues, EvaluationContext evaluation)
    {
        if (execute.Arguments.Count != target.ParameterTypes.Length)
        {
            throw PreparationErrors.WrongArgumentCount(
                target.Name, target.ParameterTypes.Length, execute.Arguments.Count);
        }

        var arguments = Binder.BindArguments(execute.Arguments, target.ParameterTypes, catalog, options, out var types);
        evaluation.Parameters = ValuesOfCaller(types, options.ParameterTypes, callerValues, evaluation);
        var evaluator = new ConstantEvaluator(evaluation);
        var values = new Datum[arguments.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = evaluator.Evaluate(arguments[i]);
        return values;
    }

    private static Datum[] ValuesOfCaller(
        ImmutableArray<SqlType> types, ImmutableArray<SqlType> given, ReadOnlySpan<Datum> values, EvaluationContext evaluation)
    {
        Datum[] bound = [];
        ParameterValues.Bind(ref bound, types, values, given.AsSpan(), evaluation.Conversion(isExplicit: false));
        return bound;
    }
}
