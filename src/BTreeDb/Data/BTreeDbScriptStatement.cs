namespace BTreeDb.Data;

/// <summary>A statement of a script.</summary>
/// <param name="Text">Its text, without the semicolon.</param>
/// <param name="Start">Where it begins in the script, as a zero-based index.</param>
/// <param name="IsTerminated">Whether a semicolon follows; only the last statement may lack one.</param>
public readonly record struct BTreeDbScriptStatement(string Text, int Start, bool IsTerminated);
