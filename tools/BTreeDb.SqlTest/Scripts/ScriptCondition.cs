namespace BTreeDb.SqlTest.Scripts;

/// <summary>One <c>onlyif</c> or <c>skipif</c> line before a record.</summary>
/// <param name="Only">True for <c>onlyif</c>, false for <c>skipif</c>.</param>
/// <param name="Label">The engine that the line names.</param>
internal readonly record struct ScriptCondition(bool Only, string Label)
{
    /// <summary>Whether the record runs under these labels.</summary>
    public bool Holds(IReadOnlyCollection<string> labels)
    {
        foreach (var label in labels)
        {
            if (string.Equals(label, Label, StringComparison.OrdinalIgnoreCase))
                return Only;
        }

        return !Only;
    }
}
