using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Tables;

namespace BTreeDb.Engine.Definitions;

/// <summary>CREATE INDEX.</summary>
internal static class IndexCreation
{
    private const int KeyColumnsMax = 32;

    /// <summary>Runs the statement.</summary>
    /// <param name="context">The surroundings.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="memoryBytes">Memory for sorting the entries.</param>
    public static void Run(DefinitionContext context, CreateIndexStatement statement, long memoryBytes)
    {
        RefuseWhatIsNotSupported(statement);
        var tableName = statement.Table.Name;
        if (tableName.Schema is { } inSchema && !context.Catalog.HasSchema(inSchema))
            throw CatalogErrors.SchemaMissing(inSchema);
        if (context.Catalog.TryGetView(tableName.Schema, tableName.Name, out _))
            throw DefinitionErrors.IndexOnView(tableName.Name);
        if (!context.TryLockTable(tableName.Schema, tableName.Name, out var table))
            throw CatalogErrors.RelationMissing(string.Join('.', tableName.Parts), tableName.Position);
        var schema = table.SchemaName;
        if (statement.Name is { } given && context.Catalog.HasRelation(schema, given) && statement.IfNotExists)
        {
            context.Notify(SessionErrors.Skipped($"relation \"{given}\" already exists, skipping"));
            return;
        }

        var keys = new IndexKeys(context, table, statement.Unique);
        var columns = keys.Read(statement.Elements);
        var included = keys.ReadIncluded(statement.Include);
        if (!statement.Unique)
        {
            foreach (var ordinal in included)
                columns = columns.Add(new(ordinal, Descending: false, NullsFirst: false));
        }

        var predicate = statement.Where is { } where ? keys.ReadPredicate(where) : null;
        var name = statement.Name ?? ConstraintNames.Choose(
            table.Name, ConstraintNames.JoinColumns(keys.Names), "idx",
            candidate => context.Catalog.HasRelation(table.SchemaName, candidate));
        if (context.Catalog.HasRelation(schema, name))
            throw CatalogErrors.RelationExists(name);
        var index = new IndexSchema(
            context.Edit.NewObjectId(), name, table.Id, context.CreateTree(), statement.Unique, columns)
        {
            PredicateSql = predicate,
            Included = included,
            NullsNotDistinct = statement is { NullsNotDistinct: true, Unique: true },
        };
        Build(context, table, index, memoryBytes);
    }

    /// <summary>Adds an index to a locked table and fills it from the table's rows.</summary>
    public static void Build(DefinitionContext context, TableSchema table, IndexSchema index, long memoryBytes)
    {
        context.EnsureSeesAllRows(table);
        if (index.IsDeferrable)
            RowValidation.HasNoDuplicates(context, table, index);
        var indexed = table with { Indexes = table.Indexes.Add(index) };
        var builder = new IndexBuilder(context.Access, context.Access.GetTable(indexed), index, memoryBytes);
        builder.Build(context.Evaluation.Cancellation);
        context.Edit.PutTable(indexed);
    }

    private static void RefuseWhatIsNotSupported(CreateIndexStatement statement)
    {
        if (statement.Method is "hash" or "gin" or "gist" or "spgist" or "brin")
            throw DefinitionErrors.NotSupported($"access method \"{statement.Method}\"", statement.Position);
        if (statement.Method is not (null or "btree"))
            throw DefinitionErrors.AccessMethodMissing(statement.Method);
        if (!statement.Options.IsEmpty)
            throw DefinitionErrors.NotSupported("WITH (storage parameters)", statement.Options[0].Position);
        if (statement.Elements.Count + statement.Include.Count > KeyColumnsMax)
            throw DefinitionErrors.TooManyKeyColumns(KeyColumnsMax);
    }
}
