using BTreeDb.Engine.Settings;

namespace BTreeDb.Engine;

/// <summary>A place in a transaction block that the user has named.</summary>
/// <param name="Name">The name; of several savepoints with one name the newest is meant.</param>
/// <param name="Mark">Where the transaction was.</param>
/// <param name="Settings">What SET had set.</param>
internal sealed record Savepoint(string Name, TransactionMark Mark, SettingsMark Settings);
