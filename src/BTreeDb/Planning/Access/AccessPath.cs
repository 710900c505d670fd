using BTreeDb.Planning.Physical;

namespace BTreeDb.Planning.Access;

/// <summary>One way of reading a table, with the conjuncts that it leaves to a filter.</summary>
/// <param name="Plan">The access.</param>
/// <param name="Match">What its key serves.</param>
internal sealed record AccessPath(TableAccessPlan Plan, KeyMatch Match);
