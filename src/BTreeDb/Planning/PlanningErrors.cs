using BTreeDb.Diagnostics;

namespace BTreeDb.Planning;

/// <summary>The errors that planning raises.</summary>
internal static class PlanningErrors
{
    /// <summary>ON CONFLICT lists columns that no unique index is over.</summary>
    public static EngineException NoArbiter() => new(
        SqlState.InvalidColumnReference,
        "there is no unique or exclusion constraint matching the ON CONFLICT specification");

    /// <summary>A node of the bound tree that planning does not know.</summary>
    public static EngineException UnknownNode(object node) => new(
        SqlState.InternalError, $"planning does not know {node.GetType().Name}");

    /// <summary>A column that neither the input nor an outer query produces: a broken rewrite.</summary>
    public static EngineException UnknownColumn(string name) => new(
        SqlState.InternalError, $"column {name} is produced by no operator of the plan");

    /// <summary>LATERAL on the null-producing side of a right or full join.</summary>
    public static EngineException LateralInOuterJoin() => new(
        SqlState.InvalidColumnReference, "invalid reference to FROM-clause entry in the null-supplying side of a join");

    /// <summary>A subquery in ON of an outer join that refers to both sides.</summary>
    public static EngineException SubqueryOverBothSides() => new(
        SqlState.FeatureNotSupported, "subqueries over both sides in the condition of an outer join are not supported");

    /// <summary>The statement nests deeper than the stack allows.</summary>
    public static EngineException TooDeep(Exception inner) => new(
        SqlState.StatementTooComplex, "stack depth limit exceeded", inner)
    {
        Hint = "The statement nests too deeply; split it into simpler ones.",
    };
}
