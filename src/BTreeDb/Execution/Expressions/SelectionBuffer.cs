using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Expressions;

/// <summary>A node's own list of rows, for evaluating children on some of the counted rows.</summary>
internal sealed class SelectionBuffer(int capacity)
{
    public int[] Rows { get; } = new int[Math.Max(capacity, 1)];

    public int Count { get; set; }

    /// <summary>Takes the rows that count now.</summary>
    public void TakeFrom(Batch batch)
    {
        Count = batch.Count;
        if (batch.Selection is not null)
        {
            batch.Selection.AsSpan(0, Count).CopyTo(Rows);
            return;
        }

        for (var i = 0; i < Count; i++)
            Rows[i] = i;
    }

    /// <summary>Lets exactly these rows count.</summary>
    public void ApplyTo(Batch batch) => batch.Select(Rows, Count);
}
