namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>The isolation levels by their SQL names.</summary>
internal enum IsolationLevelName
{
    ReadUncommitted,
    ReadCommitted,
    RepeatableRead,
    Serializable,
}
