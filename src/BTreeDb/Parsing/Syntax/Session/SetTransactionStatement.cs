namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>SET TRANSACTION, or SET SESSION CHARACTERISTICS AS TRANSACTION.</summary>
internal sealed record SetTransactionStatement(int Position, TransactionModes Modes, bool IsSession) : Statement(Position);
