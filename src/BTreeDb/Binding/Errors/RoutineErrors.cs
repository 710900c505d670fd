using BTreeDb.Binding.Expressions;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Errors;

/// <summary>Calls of routines that do not fit, and bodies that do not yield what was declared. Messages are PostgreSQL's.</summary>
internal static class RoutineErrors
{
    /// <summary>A call with the types of its arguments.</summary>
    public static string Describe(FunctionCall call, ReadOnlySpan<BoundExpression> arguments)
    {
        var types = new List<string>(arguments.Length);
        for (var i = 0; i < arguments.Length; i++)
        {
            var type = TypeNames.Of(arguments[i].Type.Family);
            types.Add(call.Arguments[i].Name is { } name ? $"{name} => {type}" : type);
        }

        return $"{string.Join('.', call.Name.Parts)}({string.Join(", ", types)})";
    }

    public static EngineException Undefined(RoutineKind kind, string call, int position) =>
        new(SqlState.UndefinedFunction, $"{WordOf(kind)} {call} does not exist")
        {
            Position = position,
            Hint = $"No {WordOf(kind)} matches the given name and argument types. You might need to add explicit type casts.",
        };

    public static EngineException Ambiguous(RoutineKind kind, string call, int position) =>
        new(SqlState.AmbiguousFunction, $"{WordOf(kind)} {call} is not unique")
        {
            Position = position,
            Hint = $"Could not choose a best candidate {WordOf(kind)}. You might need to add explicit type casts.",
        };

    public static EngineException OtherKind(RoutineSchema routine, int position) =>
        routine.Kind == RoutineKind.Procedure
            ? new(SqlState.WrongObjectType, $"{routine.Signature.Replace(",", ", ", StringComparison.Ordinal)} is a procedure")
            {
                Position = position,
                Hint = "To call a procedure, use CALL.",
            }
            : new(SqlState.WrongObjectType, $"{routine.Signature.Replace(",", ", ", StringComparison.Ordinal)} is not a procedure")
            {
                Position = position,
                Hint = "To call a function, use SELECT.",
            };

    public static EngineException PositionalAfterNamed(int position) =>
        new(SqlState.SyntaxError, "positional argument cannot follow named argument") { Position = position };

    public static EngineException NameUsedTwice(string name, int position) =>
        new(SqlState.SyntaxError, $"argument name \"{name}\" used more than once") { Position = position };

    public static EngineException ColumnsNeeded(int position) => new(
        SqlState.SyntaxError, "a column definition list is required for functions returning \"record\"")
    {
        Position = position,
    };

    public static EngineException ReturnMismatch(SqlType declared, string detail) => new(
        SqlState.InvalidFunctionDefinition,
        $"return type mismatch in function declared to return {RoutineTypes.NameOf(declared)}")
    {
        Detail = detail,
    };

    public static EngineException NoParameter(int ordinal, int position) =>
        new(SqlState.UndefinedParameter, $"there is no parameter ${ordinal + 1}") { Position = position };

    public static EngineException NotAllowedIn(string statement) => new(
        SqlState.FeatureNotSupported, $"{statement} is not supported in an SQL function");

    public static EngineException RecordResult(int position) => new(
        SqlState.FeatureNotSupported, "records of functions outside of a select list and FROM are not supported")
    {
        Position = position,
    };

    private static string WordOf(RoutineKind kind) => kind == RoutineKind.Procedure ? "procedure" : "function";
}
