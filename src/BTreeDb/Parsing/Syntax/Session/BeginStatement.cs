namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>BEGIN or START TRANSACTION.</summary>
internal sealed record BeginStatement(int Position, TransactionModes Modes) : Statement(Position);
