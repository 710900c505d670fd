using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>
/// Looks whether what is stored meets a constraint that a domain is about to get. The tables are locked and get a new
/// definition, so that nobody writes them who does not know the constraint.
/// </summary>
internal static class DomainValidation
{
    /// <summary>Raises 23514 when a stored value breaks a check.</summary>
    public static void CheckHolds(DefinitionContext context, DomainType domain, DomainCheck check) =>
        VisitColumns(context, domain, (table, column) =>
        {
            var values = $"SELECT {QualifiedText.Quote(column.Name)} AS value FROM {RowValidation.NameOf(table)}";
            if (context.HasRow($"SELECT 1 FROM ({values}) AS v WHERE NOT ({check.ExpressionSql}) LIMIT 1"))
                throw DomainErrors.ViolatedBySomeRow(column.Name, table.Name, check.Name);
        });

    /// <summary>Raises 23502 when NULL is stored.</summary>
    public static void CheckNotNull(DefinitionContext context, DomainType domain) =>
        VisitColumns(context, domain, (table, column) =>
        {
            if (context.HasRow(
                $"SELECT 1 FROM {RowValidation.NameOf(table)} WHERE {QualifiedText.Quote(column.Name)} IS NULL LIMIT 1"))
                throw DomainErrors.ContainsNulls(column.Name, table.Name);
        });

    /// <summary>Visits the columns of a domain and of the domains over it; arrays of it cannot be looked at.</summary>
    private static void VisitColumns(DefinitionContext context, DomainType domain, Action<TableSchema, ColumnSchema> visit)
    {
        foreach (var table in context.Catalog.Tables)
        {
            var isLocked = false;
            foreach (var column in table.Columns)
            {
                if (!IsOver(column.Type, domain))
                    continue;
                if (column.Type.Domain is null)
                    throw DomainErrors.UsedInContainer(domain.Name, table.Name, column.Name);
                if (!isLocked)
                {
                    context.LockTable(table);
                    context.EnsureSeesAllRows(table);
                    context.Edit.PutTable(table);
                    isLocked = true;
                }

                visit(table, column);
            }
        }
    }

    private static bool IsOver(SqlType type, DomainType domain)
    {
        for (var user = type.User as DomainType; user is not null; user = user.BaseType.User as DomainType)
        {
            if (user.Id == domain.Id)
                return true;
        }

        return false;
    }
}
