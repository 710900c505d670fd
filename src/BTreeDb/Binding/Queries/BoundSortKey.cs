using BTreeDb.Binding.Expressions;

namespace BTreeDb.Binding.Queries;

/// <summary>One key of a sort.</summary>
internal sealed record BoundSortKey(BoundColumn Column, bool Descending, bool NullsFirst);
