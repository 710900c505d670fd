namespace BTreeDb.Types;

/// <summary>A CHECK constraint of a domain.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ExpressionSql">The condition on VALUE in canonical SQL.</param>
/// <param name="IsValid">False after NOT VALID: stored values may break it.</param>
internal sealed record DomainCheck(string Name, string ExpressionSql, bool IsValid = true);
