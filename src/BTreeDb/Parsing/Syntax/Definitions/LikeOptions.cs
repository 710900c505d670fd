namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>What LIKE copies beside names, types and NOT NULL.</summary>
[Flags]
internal enum LikeOptions
{
    None = 0,
    Comments = 1,
    Compression = 2,
    Constraints = 4,
    Defaults = 8,
    Generated = 16,
    Identity = 32,
    Indexes = 64,
    Statistics = 128,
    Storage = 256,
    All = 511,
}
