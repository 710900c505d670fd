namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>What frame offsets count.</summary>
internal enum FrameUnit
{
    Rows,
    Range,
    Groups,
}
