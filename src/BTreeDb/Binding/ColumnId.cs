namespace BTreeDb.Binding;

/// <summary>
/// Identifies one column of one relation within a bound statement. Each use of a table, each projection, each aggregate
/// makes new ids, so a column keeps its id through every rewrite, and an id that no input of an operator produces is an
/// outer reference.
/// </summary>
internal readonly record struct ColumnId(int Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"#{Value}";
}
