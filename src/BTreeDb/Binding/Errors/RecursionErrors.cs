using BTreeDb.Binding.Names;
using BTreeDb.Diagnostics;
using BTreeDb.Types;

namespace BTreeDb.Binding.Errors;

/// <summary>Common tables that refer to themselves where they cannot.</summary>
internal static class RecursionErrors
{
    public static EngineException Form(string name, int position) => Invalid(
        $"recursive query \"{name}\" does not have the form non-recursive-term UNION [ALL] recursive-term", position);

    public static EngineException Misplaced(string name, RecursionPlace place, int position)
    {
        var where = place switch
        {
            RecursionPlace.StartTerm => "its non-recursive term",
            RecursionPlace.Subquery => "a subquery",
            RecursionPlace.OuterJoin => "an outer join",
            RecursionPlace.Intersect => "INTERSECT",
            _ => "EXCEPT",
        };
        return Invalid($"recursive reference to query \"{name}\" must not appear within {where}", position);
    }

    public static EngineException Repeated(string name, int position) =>
        Invalid($"recursive reference to query \"{name}\" must not appear more than once", position);

    public static EngineException Aggregate(int position) => Invalid(
        "aggregate functions are not allowed in a recursive query's recursive term", position);

    public static EngineException Change(string name, int position) =>
        Invalid($"recursive query \"{name}\" must not contain data-modifying statements", position);

    public static EngineException OfMerge(int position) =>
        new(SqlState.SyntaxError, "WITH RECURSIVE is not supported for MERGE statement") { Position = position };

    public static EngineException Mutual(int position) =>
        new(SqlState.FeatureNotSupported, "mutual recursion between WITH items is not implemented") { Position = position };

    public static EngineException NotImplemented(string clause, int position) =>
        new(SqlState.FeatureNotSupported, $"{clause} in a recursive query is not implemented") { Position = position };

    public static EngineException TypeDiffers(string name, int column, SqlType start, SqlType all, int position) => new(
        SqlState.DatatypeMismatch,
        $"recursive query \"{name}\" column {column + 1} has type {TypeNames.Of(start)} in non-recursive term but type {TypeNames.Of(all)} overall")
    {
        Position = position,
        Hint = "Cast the output of the non-recursive term to the correct type.",
    };

    private static EngineException Invalid(string message, int position) =>
        new(SqlState.InvalidRecursion, message) { Position = position };
}
