namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>CREATE FUNCTION and CREATE PROCEDURE.</summary>
/// <param name="Position">Where it begins.</param>
/// <param name="OrReplace">Whether one of the same parameters is replaced.</param>
/// <param name="IsProcedure">Whether it is a procedure.</param>
/// <param name="Name">The name.</param>
/// <param name="Parameters">The parameters, then the columns of RETURNS TABLE.</param>
/// <param name="Result">The type after RETURNS; null without, and of RETURNS TABLE.</param>
/// <param name="ReturnsSet">SETOF, or RETURNS TABLE.</param>
/// <param name="Options">The options, the text of the body among them.</param>
/// <param name="Body">The body in SQL's own form, or null.</param>
internal sealed record CreateRoutineStatement(
    int Position,
    bool OrReplace,
    bool IsProcedure,
    QualifiedName Name,
    SyntaxList<RoutineParameter> Parameters,
    TypeName? Result,
    bool ReturnsSet,
    SyntaxList<RoutineOption> Options,
    RoutineBody? Body) : Statement(Position);
