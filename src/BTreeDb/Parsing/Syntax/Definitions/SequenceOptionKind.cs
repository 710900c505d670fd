namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>The options of a sequence; OWNED BY NONE has no name.</summary>
internal enum SequenceOptionKind
{
    Type,
    Increment,
    MinValue,
    NoMinValue,
    MaxValue,
    NoMaxValue,
    Start,
    Restart,
    Cache,
    Cycle,
    NoCycle,
    OwnedBy,
    SequenceName,
}
