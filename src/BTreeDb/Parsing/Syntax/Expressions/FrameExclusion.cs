namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>Which rows around the current one a frame leaves out.</summary>
internal enum FrameExclusion
{
    NoOthers,
    CurrentRow,
    Group,
    Ties,
}
