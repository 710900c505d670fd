namespace BTreeDb.Engine.Definitions;

/// <summary>The order in which the actions of one ALTER TABLE run.</summary>
internal enum AlterPass
{
    Drop,
    Type,
    AddColumn,
    Properties,
    AddKey,
    AddConstraint,
    Last,
}
