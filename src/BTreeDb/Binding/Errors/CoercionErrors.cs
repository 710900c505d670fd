using BTreeDb.Diagnostics;
using BTreeDb.Types;

namespace BTreeDb.Binding.Errors;

/// <summary>Types that do not fit together.</summary>
internal static class CoercionErrors
{
    public static EngineException CannotCast(SqlType from, SqlType to, int position) =>
        new(SqlState.CannotCoerce, $"cannot cast type {TypeNames.Of(from.Family)} to {TypeNames.Of(to.Family)}")
        {
            Position = position,
        };

    /// <summary>A value that cannot be stored in a column.</summary>
    public static EngineException CannotAssign(string column, SqlType columnType, SqlType valueType, int position) =>
        new(SqlState.DatatypeMismatch,
            $"column \"{column}\" is of type {TypeNames.Of(columnType.Family)} but expression is of type {TypeNames.Of(valueType.Family)}")
        {
            Position = position,
            Hint = RewriteHint,
            ColumnName = column,
        };

    public static EngineException CannotAssignDefault(string column, SqlType columnType, SqlType valueType, int position) =>
        new(SqlState.DatatypeMismatch,
            $"column \"{column}\" is of type {TypeNames.Of(columnType.Family)} but default expression is of type {TypeNames.Of(valueType.Family)}")
        {
            Position = position,
            Hint = RewriteHint,
            ColumnName = column,
        };

    public static EngineException CannotAssignGenerated(string column, SqlType columnType, SqlType valueType, int position) =>
        new(SqlState.DatatypeMismatch,
            $"column \"{column}\" is of type {TypeNames.Of(columnType.Id)} but default expression is of type {TypeNames.Of(valueType.Id)}")
        {
            Position = position,
            Hint = RewriteHint,
            ColumnName = column,
        };

    /// <summary>An argument of EXECUTE.</summary>
    public static EngineException CannotPassArgument(int ordinal, SqlType wanted, SqlType given, int position) =>
        new(SqlState.DatatypeMismatch,
            $"parameter ${ordinal + 1} of type {TypeNames.Of(given.Id)} cannot be coerced to the expected type {TypeNames.Of(wanted.Id)}")
        {
            Position = position,
            Hint = RewriteHint,
        };

    /// <summary>An argument that must have one certain type, as <c>argument of WHERE</c>.</summary>
    public static EngineException WrongArgumentType(string construct, SqlType wanted, SqlType given, int position) =>
        new(SqlState.DatatypeMismatch,
            $"argument of {construct} must be type {TypeNames.Of(wanted.Family)}, not type {TypeNames.Of(given.Family)}")
        {
            Position = position,
        };

    public static EngineException PolymorphicMismatch(int position) =>
        new(SqlState.DatatypeMismatch, "arguments declared \"anyelement\" are not all alike") { Position = position };

    public static EngineException PolymorphicUnknown(int position) =>
        new(SqlState.DatatypeMismatch, "could not determine polymorphic type because input has type unknown")
        {
            Position = position,
        };

    public static EngineException NoOrdering(SqlType type, int position) =>
        new(SqlState.UndefinedFunction, $"could not identify an ordering operator for type {TypeNames.Of(type.Family)}")
        {
            Position = position,
            Hint = "Use an explicit ordering operator or modify the query.",
        };

    public static EngineException NoEquality(SqlType type, int position) =>
        new(SqlState.UndefinedFunction, $"could not identify an equality operator for type {TypeNames.Of(type.Family)}")
        {
            Position = position,
        };

    public static EngineException NoIndexOrder(SqlType type, int position) =>
        new(SqlState.UndefinedObject,
            $"data type {TypeNames.Of(type.Family)} has no default operator class for access method \"btree\"")
        {
            Position = position,
            Hint = "You must specify an operator class for the index or define a default operator class for the data type.",
        };

    public static EngineException CannotMatch(string construct, SqlType first, SqlType second, int position) =>
        new(SqlState.DatatypeMismatch,
            $"{construct} types {TypeNames.Of(first.Family)} and {TypeNames.Of(second.Family)} cannot be matched")
        {
            Position = position,
        };

    public static EngineException CannotConvert(string construct, SqlType from, SqlType to, int position) =>
        new(SqlState.CannotCoerce,
            $"{construct} could not convert type {TypeNames.Of(from.Family)} to {TypeNames.Of(to.Family)}")
        {
            Position = position,
        };

    public static EngineException InconsistentParameter(int ordinal, SqlType known, SqlType wanted, int position) =>
        new(SqlState.AmbiguousParameter, $"inconsistent types deduced for parameter ${ordinal + 1}")
        {
            Position = position,
            Detail = $"{TypeNames.Of(known.Family)} versus {TypeNames.Of(wanted.Family)}",
        };

    public static EngineException IndeterminateParameter(int ordinal, int position) =>
        new(SqlState.IndeterminateDatatype, $"could not determine data type of parameter ${ordinal + 1}")
        {
            Position = position,
        };

    public static EngineException NoSuchParameter(int ordinal, int position) =>
        new(SqlState.UndefinedParameter, $"there is no parameter ${ordinal}") { Position = position };

    public static EngineException NoTypeModifier(string type, int position) =>
        new(SqlState.SyntaxError, $"type modifier is not allowed for type \"{type}\"") { Position = position };

    public static EngineException InvalidTypeModifier(string message, int position) =>
        new(SqlState.InvalidParameterValue, message) { Position = position };

    public static EngineException ModifierNotConstant(int position) =>
        new(SqlState.SyntaxError, "type modifiers must be simple constants or identifiers") { Position = position };

    private const string RewriteHint = "You will need to rewrite or cast the expression.";
}
