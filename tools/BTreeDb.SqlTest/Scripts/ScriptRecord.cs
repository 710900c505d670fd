using System.Collections.Immutable;

namespace BTreeDb.SqlTest.Scripts;

/// <summary>One record of a script, with where it stands and when it applies.</summary>
/// <param name="Line">The one-based line of its first keyword.</param>
/// <param name="Conditions">The <c>onlyif</c> and <c>skipif</c> lines before it; all must hold.</param>
internal abstract record ScriptRecord(int Line, ImmutableArray<ScriptCondition> Conditions)
{
    /// <summary>Whether the record applies under these labels.</summary>
    public bool AppliesTo(IReadOnlyCollection<string> labels)
    {
        foreach (var condition in Conditions)
        {
            if (!condition.Holds(labels))
                return false;
        }

        return true;
    }
}
