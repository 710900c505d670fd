namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary><c>SET GENERATED ...</c>, <c>SET sequence option</c>, <c>RESTART</c> on an identity column.</summary>
internal sealed record AlterIdentityAction(
    int Position,
    Identifier Column,
    bool? Always,
    SyntaxList<SequenceOption> Options) : AlterAction(Position);
