namespace BTreeDb.Parsing.Syntax.Queries;

/// <summary><c>WITH [RECURSIVE] ...</c>.</summary>
internal sealed record WithClause(int Position, bool Recursive, SyntaxList<CommonTable> Tables) : SyntaxNode(Position)
{
    /// <summary>Whether one of the tables is a change of rows.</summary>
    public bool ChangesRows()
    {
        foreach (var table in Tables)
        {
            if (table.Statement is not SelectStatement)
                return true;
        }

        return false;
    }
}
