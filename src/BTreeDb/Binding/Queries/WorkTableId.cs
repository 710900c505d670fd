namespace BTreeDb.Binding.Queries;

/// <summary>Identifies the rows that one round of a recursion hands to the next; made once per recursion of a statement.</summary>
internal readonly record struct WorkTableId(int Value);
