using BTreeDb.Execution.Vectors;

namespace BTreeDb.Tables;

/// <summary>
/// A condition that a scan tests on rows of which it has decoded nothing else: what fails is never decoded further.
/// </summary>
/// <param name="ordinals">The table columns that the condition reads, in the order of the batch's columns.</param>
internal abstract class ScanCondition(int[] ordinals)
{
    /// <summary>The table columns that the condition reads.</summary>
    public ReadOnlySpan<int> Ordinals => ordinals;

    /// <summary>Whether it is worth testing now.</summary>
    public virtual bool IsActive => true;

    /// <summary>Keeps the rows for which the condition is true in the batch's selection. Called once per block.</summary>
    public abstract void Select(Batch batch);
}
