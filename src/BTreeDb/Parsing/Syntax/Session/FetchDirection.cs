namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>How FETCH moves.</summary>
internal enum FetchDirection
{
    Forward,
    Backward,
    Absolute,
    Relative,
}
