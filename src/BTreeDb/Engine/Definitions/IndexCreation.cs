using System.Collections.Immutable;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;
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
        if (tableName.Schema is { } given && !context.Catalog.HasSchema(given))
            throw CatalogErrors.SchemaMissing(given);
        if (context.Catalog.TryGetView(tableName.Schema, tableName.Name, out _))
            throw DefinitionErrors.IndexOnView(tableName.Name);
        if (!context.TryLockTable(tableName.Schema, tableName.Name, out var table))
            throw CatalogErrors.RelationMissing(string.Join('.', tableName.Parts), tableName.Position);
        var schema = table.SchemaName;
        var columns = ReadColumns(statement, table);
        var name = statement.Name ?? ChooseName(context, table, columns);
        if (context.Catalog.HasRelation(schema, name))
        {
            if (!statement.IfNotExists)
                throw CatalogErrors.RelationExists(name);
            context.Notify(SessionErrors.Skipped($"relation \"{name}\" already exists, skipping"));
            return;
        }

        context.EnsureSeesAllRows(table);
        var index = new IndexSchema(
            context.Edit.NewObjectId(), name, table.Id, context.CreateTree(), statement.Unique, columns);
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
        if (!statement.Include.IsEmpty)
            throw DefinitionErrors.NotSupported("INCLUDE", statement.Include[0].Position);
        if (statement.NullsNotDistinct)
            throw DefinitionErrors.NotSupported("NULLS NOT DISTINCT", statement.Position);
        if (!statement.Options.IsEmpty)
            throw DefinitionErrors.NotSupported("WITH (storage parameters)", statement.Options[0].Position);
        if (statement.Where is { } where)
            throw DefinitionErrors.NotSupported("a partial index", where.Position);
        if (statement.Elements.Count > KeyColumnsMax)
            throw DefinitionErrors.TooManyKeyColumns(KeyColumnsMax);
    }

    private static ImmutableArray<IndexColumn> ReadColumns(CreateIndexStatement statement, TableSchema table)
    {
        var columns = ImmutableArray.CreateBuilder<IndexColumn>(statement.Elements.Count);
        foreach (var element in statement.Elements)
        {
            if (element.Key is not ColumnReference { Parts.Count: 1 } reference)
                throw DefinitionErrors.NotSupported("an index on an expression", element.Position);
            if (element.Collation is { } collation && collation.Name is not ("C" or "POSIX" or "default" or "ucs_basic"))
                throw DefinitionErrors.NotSupported($"COLLATE \"{collation.Name}\"", collation.Position);
            if (element.OperatorClass is { } operatorClass)
                throw DefinitionErrors.NotSupported($"operator class \"{operatorClass.Name}\"", operatorClass.Position);
            var descending = element.Direction == SortDirection.Descending;
            var nullsFirst = element.Nulls == NullsOrder.Default ? descending : element.Nulls == NullsOrder.First;
            columns.Add(new(FindColumn(table, reference), descending, nullsFirst));
        }

        return columns.MoveToImmutable();
    }

    private static int FindColumn(TableSchema table, ColumnReference reference)
    {
        foreach (var column in table.Columns)
        {
            if (column.Name == reference.Parts[0])
                return column.Ordinal;
        }

        throw DefinitionErrors.IndexColumnMissing(reference.Parts[0], reference.Position);
    }

    private static string ChooseName(DefinitionContext context, TableSchema table, ImmutableArray<IndexColumn> columns)
    {
        var names = new string[columns.Length];
        for (var i = 0; i < names.Length; i++)
            names[i] = table.Columns[columns[i].Ordinal].Name;
        return ConstraintNames.Choose(
            table.Name, ConstraintNames.JoinColumns(names), "idx",
            name => context.Catalog.HasRelation(table.SchemaName, name));
    }
}
