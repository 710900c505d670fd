using System.Text;
using BTreeDb.Diagnostics;
using BTreeDb.Types;

namespace BTreeDb.Binding.Errors;

/// <summary>Operators and functions that do not exist for their arguments, or exist too often.</summary>
internal static class CallErrors
{
    public static EngineException UndefinedOperator(string description, int position) =>
        new(SqlState.UndefinedFunction, $"operator does not exist: {description}")
        {
            Position = position,
            Hint = "No operator matches the given name and argument types. You might need to add explicit type casts.",
        };

    public static EngineException AmbiguousOperator(string description, int position) =>
        new(SqlState.AmbiguousFunction, $"operator is not unique: {description}")
        {
            Position = position,
            Hint = "Could not choose a best candidate operator. You might need to add explicit type casts.",
        };

    public static EngineException UndefinedFunction(string name, ReadOnlySpan<TypeId> arguments, int position) =>
        new(SqlState.UndefinedFunction, $"function {Describe(name, arguments)} does not exist")
        {
            Position = position,
            Hint = "No function matches the given name and argument types. You might need to add explicit type casts.",
        };

    public static EngineException AmbiguousFunction(string name, ReadOnlySpan<TypeId> arguments, int position) =>
        new(SqlState.AmbiguousFunction, $"function {Describe(name, arguments)} is not unique")
        {
            Position = position,
            Hint = "Could not choose a best candidate function. You might need to add explicit type casts.",
        };

    public static EngineException VariadicNotArray(int position) =>
        new(SqlState.DatatypeMismatch, "VARIADIC argument must be an array") { Position = position };

    public static EngineException NotAnAggregate(string marker, string name, int position) =>
        new(SqlState.WrongObjectType, $"{marker} specified, but {name} is not an aggregate function") { Position = position };

    public static EngineException NotAnOrderedSet(string name, int position) =>
        new(SqlState.WrongObjectType, $"{name} is not an ordered-set aggregate, so it cannot have WITHIN GROUP")
        {
            Position = position,
        };

    public static EngineException WithinGroupNeeded(string name, int position) =>
        new(SqlState.WrongObjectType, $"WITHIN GROUP is required for ordered-set aggregate {name}") { Position = position };

    public static EngineException OverNotSupported(string name, int position) =>
        new(SqlState.FeatureNotSupported, $"OVER is not supported for ordered-set aggregate {name}") { Position = position };

    public static EngineException HypotheticalArguments(
        string name, ReadOnlySpan<TypeId> types, int direct, int keys, int position) =>
        new(SqlState.UndefinedFunction, $"function {Describe(name, types)} does not exist")
        {
            Position = position,
            Hint = $"To use the hypothetical-set aggregate {name}, the number of hypothetical direct arguments (here {direct}) must match the number of ordering columns (here {keys}).",
        };

    public static EngineException StarNeeded(string name, int position) =>
        new(SqlState.WrongObjectType, $"{name}(*) must be used to call a parameterless aggregate function")
        {
            Position = position,
        };

    public static EngineException NotATableFunction(string name, int position) =>
        new(SqlState.WrongObjectType, $"{name} is an aggregate function and cannot stand in FROM") { Position = position };

    public static EngineException OperatorNotBoolean(string construct, int position) =>
        new(SqlState.WrongObjectType, $"{construct} requires operator to yield boolean") { Position = position };

    public static EngineException RowOperatorNotBoolean(SqlType type, int position) =>
        new(SqlState.DatatypeMismatch, $"row comparison operator must yield type boolean, not type {TypeNames.Of(type.Id)}")
        {
            Position = position,
        };

    /// <summary>An operator with its operands' types, as errors show it: <c>integer + text</c>.</summary>
    public static string DescribeOperator(string symbol, TypeId? left, TypeId right) =>
        left is { } l ? $"{TypeNames.Of(l)} {symbol} {TypeNames.Of(right)}" : $"{symbol} {TypeNames.Of(right)}";

    private static string Describe(string name, ReadOnlySpan<TypeId> arguments)
    {
        var text = new StringBuilder(name).Append('(');
        for (var i = 0; i < arguments.Length; i++)
            text.Append(i == 0 ? "" : ", ").Append(TypeNames.Of(arguments[i]));
        return text.Append(')').ToString();
    }
}
