namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>How the results of a quantified comparison combine; SOME is ANY.</summary>
internal enum Quantifier
{
    Any,
    All,
}
