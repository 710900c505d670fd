using BTreeDb.Primitives;

namespace BTreeDb.Wal;

/// <summary>A transaction that has logged something and not ended.</summary>
/// <param name="Transaction">Its id.</param>
/// <param name="First">Its first record; the log is needed from there.</param>
/// <param name="Last">Its last record, where a rollback starts.</param>
internal readonly record struct ActiveTransaction(TransactionId Transaction, Lsn First, Lsn Last);
