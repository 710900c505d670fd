namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>How partly null keys are matched.</summary>
internal enum ForeignKeyMatch
{
    Simple,
    Full,
    Partial,
}
