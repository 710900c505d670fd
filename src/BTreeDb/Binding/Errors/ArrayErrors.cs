using BTreeDb.Diagnostics;
using BTreeDb.Types;

namespace BTreeDb.Binding.Errors;

/// <summary>Arrays and subscripts that cannot be bound.</summary>
internal static class ArrayErrors
{
    public static EngineException UntypedEmpty(int position) =>
        new(SqlState.IndeterminateDatatype, "cannot determine type of empty array")
        {
            Position = position,
            Hint = "Explicitly cast to the desired type, for example ARRAY[]::integer[].",
        };

    public static EngineException MixedNesting(int position) =>
        new(SqlState.DatatypeMismatch, "ARRAY could not convert an array to its element type") { Position = position };

    public static EngineException ArrayNeeded(int position) =>
        new(SqlState.WrongObjectType, "op ANY/ALL (array) requires array on right side") { Position = position };

    public static EngineException NoSubscripts(SqlType type, int position) =>
        new(SqlState.DatatypeMismatch,
            $"cannot subscript type {TypeNames.Of(type.Family)} because it does not support subscripting")
        {
            Position = position,
        };

    public static EngineException SubscriptNotInteger(int position) =>
        new(SqlState.DatatypeMismatch, "array subscript must have type integer") { Position = position };

    public static EngineException JsonSubscript(SqlType type, int position) =>
        new(SqlState.DatatypeMismatch, $"subscript type {TypeNames.Of(type.Family)} is not supported")
        {
            Position = position,
            Hint = "jsonb subscript must be coercible to either integer or text.",
        };

    public static EngineException CannotAssignElement(string column, SqlType wanted, SqlType given, int position) =>
        new(SqlState.DatatypeMismatch,
            $"subscripted assignment to \"{column}\" requires type {TypeNames.Of(wanted.Family)} "
            + $"but expression is of type {TypeNames.Of(given.Family)}")
        {
            Position = position,
            ColumnName = column,
            Hint = "You will need to rewrite or cast the expression.",
        };

    public static EngineException JsonSlice(int position) =>
        new(SqlState.DatatypeMismatch, "jsonb subscript does not support slices") { Position = position };
}
