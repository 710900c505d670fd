namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>What COMMIT does to a temporary table.</summary>
internal enum OnCommitAction
{
    Default,
    PreserveRows,
    DeleteRows,
    Drop,
}
