using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;

namespace BTreeDb.Engine.Definitions;

/// <summary>VALIDATE CONSTRAINT.</summary>
internal static class ConstraintValidation
{
    /// <summary>Runs the action.</summary>
    public static void Run(DefinitionContext context, TableSchema table, Identifier name)
    {
        foreach (var check in table.Checks)
        {
            if (check.Name != name.Text)
                continue;
            if (check.IsValid)
                return;
            RowValidation.CheckHolds(context, table, check);
            context.Edit.PutTable(table with { Checks = table.Checks.Replace(check, check with { IsValid = true }) });
            return;
        }

        foreach (var key in table.ForeignKeys)
        {
            if (key.Name != name.Text)
                continue;
            if (key.IsValid)
                return;
            RowValidation.KeyHolds(context, table, key);
            context.Edit.PutTable(table with { ForeignKeys = table.ForeignKeys.Replace(key, key with { IsValid = true }) });
            return;
        }

        throw ConstraintAddition.HasConstraint(table, name.Text)
            ? DefinitionErrors.NotACheck(name.Text, table.Name)
            : DefinitionErrors.ConstraintMissing(name.Text, table.Name);
    }
}
