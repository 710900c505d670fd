namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>WITH CHECK OPTION of an updatable view.</summary>
internal enum ViewCheckOption
{
    None,
    Local,
    Cascaded,
}
