using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Types;

namespace BTreeDb.Engine.Routines;

/// <summary>What CREATE FUNCTION and its like refuse. Messages are PostgreSQL's.</summary>
internal static class RoutineDefinitionErrors
{
    public static EngineException NoLanguage() => Invalid("no language specified");

    public static EngineException LanguageMissing(string name) =>
        new(SqlState.UndefinedObject, $"language \"{name}\" does not exist");

    public static EngineException LanguageNotSupported(string name) =>
        new(SqlState.FeatureNotSupported, $"language \"{name}\" is not supported");

    public static EngineException NoBody() => Invalid("no function body specified");

    public static EngineException TwoBodies() => Invalid("duplicate function body specified");

    public static EngineException OneTextOnly() => Invalid("only one AS item needed for language \"sql\"");

    public static EngineException NoResult() => Invalid("function result type must be specified");

    public static EngineException ResultBecauseOfOut(SqlType type) =>
        Invalid($"function result type must be {RoutineTypes.NameOf(type)} because of OUT parameters");

    public static EngineException SetArgument(bool isProcedure) =>
        Invalid(isProcedure ? "procedures cannot accept set arguments" : "functions cannot accept set arguments");

    public static EngineException VariadicNotLast() => Invalid("VARIADIC parameter must be the last input parameter");

    public static EngineException VariadicNotArray() => Invalid("VARIADIC parameter must be an array");

    public static EngineException NameTwice(string name) => Invalid($"parameter name \"{name}\" used more than once");

    public static EngineException DefaultOfOutput(int position) =>
        new(SqlState.InvalidFunctionDefinition, "only input parameters can have default values");

    public static EngineException DefaultMissing(int position) =>
        new(SqlState.InvalidFunctionDefinition, "input parameters after one with a default value must also have defaults");

    public static EngineException NoStandIn(string name, bool isCompatible) => new(
        SqlState.InvalidFunctionDefinition, "cannot determine result data type")
    {
        Detail = isCompatible
            ? $"A result of type {name} requires at least one input of type anycompatible, anycompatiblearray, anycompatiblenonarray, anycompatiblerange, or anycompatiblemultirange."
            : $"A result of type {name} requires at least one input of type anyelement, anyarray, anynonarray, anyenum, anyrange, or anymultirange.",
    };

    public static EngineException CannotReturn(string type) => Invalid($"SQL functions cannot return type {type}");

    public static EngineException CannotTake(string type) => Invalid($"SQL functions cannot have arguments of type {type}");

    public static EngineException Exists(string name) =>
        new(SqlState.DuplicateFunction, $"function \"{name}\" already exists with same argument types");

    public static EngineException ExistsInSchema(RoutineSchema routine) => new(
        SqlState.DuplicateFunction,
        $"function {routine.Signature.Replace(",", ", ", StringComparison.Ordinal)} already exists in schema \"{routine.SchemaName}\"");

    public static EngineException OtherKind(RoutineSchema routine) => new(SqlState.WrongObjectType, "cannot change routine kind")
    {
        Detail = routine.Kind == RoutineKind.Procedure
            ? $"\"{routine.Name}\" is a procedure."
            : $"\"{routine.Name}\" is a function.",
    };

    public static EngineException OtherResult(RoutineSchema routine) => new(
        SqlState.InvalidFunctionDefinition,
        routine.Kind == RoutineKind.Procedure
            ? "cannot change whether a procedure has output parameters"
            : "cannot change return type of existing function")
    {
        Hint = DropFirst(routine),
    };

    public static EngineException OtherRow(RoutineSchema routine) => new(
        SqlState.InvalidFunctionDefinition, "cannot change return type of existing function")
    {
        Detail = "Row type defined by OUT parameters is different.", Hint = DropFirst(routine),
    };

    public static EngineException ParameterRenamed(string name, RoutineSchema routine) => new(
        SqlState.InvalidFunctionDefinition, $"cannot change name of input parameter \"{name}\"")
    {
        Hint = DropFirst(routine),
    };

    public static EngineException DefaultRemoved(RoutineSchema routine) => new(
        SqlState.InvalidFunctionDefinition, "cannot remove parameter defaults from existing function")
    {
        Hint = DropFirst(routine),
    };

    public static EngineException Conflicting(int position) =>
        new(SqlState.SyntaxError, "conflicting or redundant options") { Position = position };

    public static EngineException NotPositive(string option) =>
        new(SqlState.InvalidParameterValue, $"{option} must be positive");

    public static EngineException RowsWithoutSet() =>
        new(SqlState.InvalidParameterValue, "ROWS is not applicable when function does not return a set");

    public static EngineException WrongParallel() =>
        new(SqlState.SyntaxError, "parameter \"parallel\" must be SAFE, RESTRICTED, or UNSAFE");

    public static EngineException Missing(string word, string call) =>
        new(SqlState.UndefinedFunction, $"{word} {call} does not exist");

    public static EngineException NotFound(string word, string name) =>
        new(SqlState.UndefinedFunction, $"could not find a {word} named \"{name}\"");

    public static EngineException NotUnique(string word, string name) => new(
        SqlState.AmbiguousFunction, $"{word} name \"{name}\" is not unique")
    {
        Hint = $"Specify the argument list to select the {word} unambiguously.",
    };

    public static EngineException WrongKind(RoutineSchema routine, string word) =>
        new(SqlState.WrongObjectType, $"{routine.Signature} is not a {word}");

    private static string DropFirst(RoutineSchema routine) =>
        $"Use DROP {(routine.Kind == RoutineKind.Procedure ? "PROCEDURE" : "FUNCTION")} {routine.Signature} first.";

    private static EngineException Invalid(string message) => new(SqlState.InvalidFunctionDefinition, message);
}
