namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>LIKE table INCLUDING ...</c>; the options are what is included in the end.</summary>
internal sealed record LikeElement(int Position, QualifiedName Table, LikeOptions Options) : TableElement(Position);
