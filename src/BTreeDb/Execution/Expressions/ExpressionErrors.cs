using System.Globalization;
using BTreeDb.Binding;
using BTreeDb.Diagnostics;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>The errors of compiling and evaluating expressions.</summary>
internal static class ExpressionErrors
{
    public static EngineException NoSession(FunctionId function) =>
        new(SqlState.FeatureNotSupported, $"{function} is not supported outside of a session");

    public static EngineException MissingParameter(int ordinal) =>
        new(SqlState.UndefinedParameter, $"there is no parameter ${ordinal + 1}");

    public static EngineException UnknownColumn(string name) =>
        new(SqlState.InternalError, $"column {name} is produced by no input of the operator");

    public static EngineException DomainCheckViolated(DomainType domain, string constraint) =>
        new(SqlState.CheckViolation, $"value for domain {domain.Name} violates check constraint \"{constraint}\"")
        {
            SchemaName = domain.SchemaName,
            DataTypeName = domain.Name,
            ConstraintName = constraint,
        };

    public static EngineException DomainNotNullViolated(DomainType domain) =>
        new(SqlState.NotNullViolation, $"domain {domain.Name} does not allow null values")
        {
            SchemaName = domain.SchemaName,
            DataTypeName = domain.Name,
        };

    public static EngineException NotCompilable(string node) =>
        new(SqlState.FeatureNotSupported, $"{node} is not supported in this expression");

    public static EngineException PercentileOutOfRange(double value) =>
        new(SqlState.NumericValueOutOfRange,
            string.Create(CultureInfo.InvariantCulture, $"percentile value {value:G6} is not between 0 and 1"));

    public static EngineException NullArrayAccumulated() =>
        new(SqlState.NullValueNotAllowed, "cannot accumulate null arrays");

    public static EngineException EmptyArrayAccumulated() =>
        new(SqlState.ArraySubscriptError, "cannot accumulate empty arrays");

    public static EngineException DifferentArraysAccumulated() =>
        new(SqlState.ArraySubscriptError, "cannot accumulate arrays of different dimensionality");

    public static EngineException TextTooLong() =>
        new(SqlState.ProgramLimitExceeded, "string buffer exceeds maximum allowed length");

    public static EngineException NoAggregate(AggregateId aggregate, SqlType argument) =>
        new(SqlState.FeatureNotSupported, $"aggregate {aggregate} is not supported for {TypeNames.Of(argument.Id)}");

    public static EngineException NoRoutines(string name) =>
        new(SqlState.FeatureNotSupported, $"function {name} cannot run here, where there is no session");
}
