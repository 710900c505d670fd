namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>FETCH, or MOVE when <paramref name="IsMove"/>; a null count with forward or backward means ALL.</summary>
internal sealed record FetchStatement(
    int Position,
    bool IsMove,
    FetchDirection Direction,
    long? Count,
    string Cursor) : Statement(Position);
