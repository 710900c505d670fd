using BTreeDb.Parsing.Syntax;

namespace BTreeDb.Engine.Definitions;

/// <summary>The kinds of objects as statements name them.</summary>
internal static class ObjectKindNames
{
    /// <summary>The words after DROP or ALTER.</summary>
    public static string Of(ObjectKind kind) => kind switch
    {
        ObjectKind.MaterializedView => "MATERIALIZED VIEW",
        ObjectKind.Constraint or ObjectKind.Column => "TABLE",
        ObjectKind.DomainConstraint => "DOMAIN",
        _ => kind.ToString().ToUpperInvariant(),
    };
}
