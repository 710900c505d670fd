namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>ALTER TYPE ... RENAME VALUE.</summary>
internal sealed record AlterEnumRenameStatement(int Position, QualifiedName Name, string OldLabel, string NewLabel) : Statement(Position);
