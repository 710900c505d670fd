namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>DEALLOCATE; a null name means ALL.</summary>
internal sealed record DeallocateStatement(int Position, string? Name) : Statement(Position);
