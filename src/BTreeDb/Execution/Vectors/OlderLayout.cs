using BTreeDb.Types;

namespace BTreeDb.Execution.Vectors;

/// <summary>How rows lie that were written under an earlier version of a table's definition.</summary>
/// <param name="Layout">The layout.</param>
/// <param name="Places">For each column of the definition its place in the layout; -1 where it came later.</param>
internal sealed record OlderLayout(RowLayout Layout, int[] Places);
