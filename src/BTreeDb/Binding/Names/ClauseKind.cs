namespace BTreeDb.Binding.Names;

/// <summary>Where in a statement an expression stands; decides whether it may hold aggregates.</summary>
internal enum ClauseKind
{
    SelectList,
    Having,
    OrderBy,
    Where,
    JoinCondition,
    FromFunction,
    FromSubquery,
    GroupBy,
    Limit,
    Offset,
    Values,
    Filter,
    DistinctOn,
    WindowDefinition,
    UpdateSource,
    Returning,
    Check,
    Default,
    MergeWhen,
    Index,
    IndexPredicate,
    Generation,
    Conversion,
    DomainCheck,
    ExecuteArgument,
    CallArgument,
}
