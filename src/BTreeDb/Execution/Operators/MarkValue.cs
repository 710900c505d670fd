namespace BTreeDb.Execution.Operators;

/// <summary>The mark of a probe row while its pairs are seen; a higher value wins.</summary>
internal enum MarkValue : byte
{
    False,
    Null,
    True,
}
