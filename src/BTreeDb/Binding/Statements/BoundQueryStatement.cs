using BTreeDb.Binding.Queries;

namespace BTreeDb.Binding.Statements;

/// <summary>A query as a statement.</summary>
internal sealed record BoundQueryStatement(BoundQuery Query) : BoundStatement;
