namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>What BEGIN and SET TRANSACTION may say; null where they said nothing.</summary>
internal readonly record struct TransactionModes(IsolationLevelName? Isolation, bool? ReadOnly, bool? Deferrable);
