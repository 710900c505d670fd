using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Engine.Definitions;

/// <summary>ADD GENERATED AS IDENTITY, SET GENERATED and sequence options, DROP IDENTITY.</summary>
internal static class IdentityAlteration
{
    /// <summary>Runs ADD GENERATED AS IDENTITY.</summary>
    public static void Add(DefinitionContext context, TableSchema table, AddIdentityAction action)
    {
        var column = ColumnProperties.Find(table, action.Column);
        var options = SequenceOptions.Read(action.Identity.Options, isNew: true);
        ColumnCreation.CheckIdentityType(column.Type);
        if (column.IsNullable)
            throw DefinitionErrors.IdentityNeedsNotNull(column.Name, table.Name);
        if (column.IsIdentity)
            throw DefinitionErrors.AlreadyIdentity(column.Name, table.Name);
        if (column.DefaultSql is not null)
            throw DefinitionErrors.AlreadyHasDefault(column.Name, table.Name);
        var maker = new ColumnCreation(context, table.SchemaName, table.Name, table.Id, []);
        ColumnProperties.Put(context, table, maker.MakeIdentity(column, action.Identity.Always, options));
    }

    /// <summary>Runs SET GENERATED and options of the sequence.</summary>
    public static void Alter(DefinitionContext context, TableSchema table, AlterIdentityAction action)
    {
        var column = ColumnProperties.Find(table, action.Column);
        if (!column.IsIdentity)
            throw DefinitionErrors.NotIdentity(column.Name, table.Name);
        if (action.Always is { } isAlways)
        {
            ColumnProperties.Put(context, table, column with
            {
                Generation = isAlways ? ColumnGeneration.IdentityAlways : ColumnGeneration.IdentityByDefault,
            });
        }

        if (!action.Options.IsEmpty && context.Catalog.TryGetSequence(column.IdentitySequence, out var sequence))
            SequenceDefinition.Change(context, sequence, SequenceOptions.Read(action.Options, isNew: false));
    }

    /// <summary>Runs DROP IDENTITY.</summary>
    public static void Drop(DefinitionContext context, TableSchema table, DropIdentityAction action)
    {
        var column = ColumnProperties.Find(table, action.Column);
        if (!column.IsIdentity)
        {
            if (!action.IfExists)
                throw DefinitionErrors.NotIdentity(column.Name, table.Name);
            context.Notice($"column \"{column.Name}\" of relation \"{table.Name}\" is not an identity column, skipping");
            return;
        }

        ColumnProperties.Put(
            context, table, column with { Generation = ColumnGeneration.None, IdentitySequence = default });
        if (context.Catalog.TryGetSequence(column.IdentitySequence, out var sequence))
            context.Edit.DropSequence(sequence);
    }
}
