namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary><c>left UNION | INTERSECT | EXCEPT [ALL] right</c>.</summary>
internal sealed record SetOperation(
    int Position,
    SetOperationKind Kind,
    bool All,
    QueryBody Left,
    QueryBody Right) : QueryBody(Position);
