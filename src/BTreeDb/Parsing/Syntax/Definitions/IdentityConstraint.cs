namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>GENERATED ALWAYS | BY DEFAULT AS IDENTITY (options)</c>.</summary>
internal sealed record IdentityConstraint(
    int Position,
    string? Name,
    ConstraintTiming Timing,
    bool Always,
    SyntaxList<SequenceOption> Options) : Constraint(Position, Name, Timing);
