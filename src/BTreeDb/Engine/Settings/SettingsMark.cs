namespace BTreeDb.Engine.Settings;

/// <summary>The settings at some moment inside a transaction.</summary>
/// <param name="Current">Those that applied.</param>
/// <param name="AfterCommit">Those that would have applied after the commit.</param>
internal readonly record struct SettingsMark(SessionSettings Current, SessionSettings AfterCommit);
