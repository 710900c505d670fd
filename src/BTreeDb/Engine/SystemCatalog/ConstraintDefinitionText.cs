using System.Collections.Immutable;
using BTreeDb.Catalog.SystemRelations;
using BTreeDb.Parsing.Printing;
using BTreeDb.Types;

namespace BTreeDb.Engine.SystemCatalog;

/// <summary>Prints constraints as PostgreSQL does: what would stand behind CONSTRAINT name.</summary>
internal static class ConstraintDefinitionText
{
    /// <summary>The text of a constraint.</summary>
    public static string Of(ConstraintEntry constraint, SystemState state)
    {
        var text = constraint.Kind switch
        {
            'p' => $"PRIMARY KEY ({Names(constraint.Table, constraint.Columns)})",
            'u' => $"UNIQUE {(constraint.Index is { NullsAreEqual: true } ? "NULLS NOT DISTINCT " : "")}"
                + $"({Names(constraint.Table, constraint.Columns)})" + IncludedText(constraint),
            'f' => OfForeignKey(constraint, state),
            _ => $"CHECK ({state.Session.CheckText(constraint.Table.Table!, constraint.Check!)})",
        };
        if (constraint.IsDeferrable)
            text += constraint.IsDeferred ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE";
        return constraint.IsValid ? text : text + " NOT VALID";
    }

    /// <summary>The text of a domain's constraint; null when there is none of this number.</summary>
    public static string? OfDomain(long oid, SystemState state)
    {
        foreach (var type in state.Catalog.Types)
        {
            if (type is not DomainType domain)
                continue;
            for (var i = 0; i < domain.Checks.Length; i++)
            {
                if (SystemOids.OfDomainCheck(domain.Id, i) == oid)
                    return $"CHECK ({state.Session.CheckText(domain, domain.Checks[i])})" + (domain.Checks[i].IsValid ? "" : " NOT VALID");
            }
        }

        return null;
    }

    private static string IncludedText(ConstraintEntry constraint) => constraint.Index?.Index is { Included.IsEmpty: false } index
        ? $" INCLUDE ({Names(constraint.Table, index.Included)})"
        : "";

    private static string OfForeignKey(ConstraintEntry constraint, SystemState state)
    {
        var referenced = constraint.Referenced!;
        return $"FOREIGN KEY ({Names(constraint.Table, constraint.Columns)}) REFERENCES "
            + $"{RelationNames.Of(referenced, state.Objects)}({Names(referenced, constraint.ReferencedColumns)})"
            + (constraint.MatchKind == 'f' ? " MATCH FULL" : "")
            + ActionOf(" ON UPDATE ", constraint.UpdateAction) + ActionOf(" ON DELETE ", constraint.DeleteAction);
    }

    private static string ActionOf(string prefix, char action) => action switch
    {
        'c' => prefix + "CASCADE",
        'n' => prefix + "SET NULL",
        'd' => prefix + "SET DEFAULT",
        'r' => prefix + "RESTRICT",
        _ => "",
    };

    private static string Names(RelationEntry table, ImmutableArray<int> ordinals)
    {
        var names = new string[ordinals.Length];
        for (var i = 0; i < names.Length; i++)
            names[i] = IdentifierQuoting.Quote(table.Columns[ordinals[i]].Name);
        return string.Join(", ", names);
    }
}
