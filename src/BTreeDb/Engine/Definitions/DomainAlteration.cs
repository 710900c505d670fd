using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>ALTER DOMAIN.</summary>
internal static class DomainAlteration
{
    /// <summary>42704 where a domain has no constraint of a name.</summary>
    public static void CheckConstraint(DomainType domain, string name)
    {
        foreach (var check in domain.Checks)
        {
            if (check.Name == name)
                return;
        }

        throw DefinitionErrors.DomainConstraintMissing(name, domain.Name);
    }

    /// <summary>Runs RENAME CONSTRAINT.</summary>
    public static void RenameConstraint(DefinitionContext context, DomainType domain, string name, string newName)
    {
        for (var i = 0; i < domain.Checks.Length; i++)
        {
            if (domain.Checks[i].Name != name)
                continue;
            foreach (var other in domain.Checks)
            {
                if (other.Name == newName)
                    throw DefinitionErrors.DomainConstraintExists(newName, domain.Name);
            }

            var checks = domain.Checks.SetItem(i, domain.Checks[i] with { Name = newName });
            context.Edit.PutType(domain.With(domain.IsNotNull, domain.DefaultSql, checks), domain);
            return;
        }

        throw DefinitionErrors.DomainConstraintMissing(name, domain.Name);
    }
}
