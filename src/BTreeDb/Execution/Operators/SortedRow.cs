namespace BTreeDb.Execution.Operators;

/// <summary>A row of one of several sorted parts.</summary>
internal readonly record struct SortedRow(int Part, int Row);
