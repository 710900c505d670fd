using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Statements;
using BTreeDb.Catalog;
using BTreeDb.Parsing;
using BTreeDb.Parsing.Printing;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Changes;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>CREATE TABLE AS and SELECT INTO.</summary>
internal static class TableFromQuery
{
    /// <summary>Runs the statement; the number of rows, or null if it made none.</summary>
    public static long? Run(DefinitionContext context, CreateTableAsStatement statement)
    {
        if (!statement.Options.IsEmpty)
            throw DefinitionErrors.NotSupported("WITH (storage parameters)", statement.Options[0].Position);
        if (statement.Query is not SelectStatement query)
            throw DefinitionErrors.NotSupported("CREATE TABLE AS EXECUTE", statement.Position);
        TableCreation.CheckOnCommit(statement.OnCommit, statement.Name, statement.Persistence);
        if (statement.Persistence == Persistence.Unlogged)
            context.Notify(SessionErrors.LoggedAll(statement.Name.Name));
        var schema = context.ResolveSchema(statement.Name, statement.Persistence);
        var name = statement.Name.Name;
        if (context.Catalog.HasRelation(schema, name))
        {
            if (!statement.IfNotExists)
                throw CatalogErrors.RelationExists(name);
            context.Notice($"relation \"{name}\" already exists, skipping");
            return null;
        }

        // The names are looked up before the table is there, which may hide another one.
        var sql = StoredTexts.Canonical(context, query, "");
        var table = Create(context, schema, name, Columns(context, query, statement.Columns));
        context.OnCommit(table.Id, statement.OnCommit);
        return statement.WithData ? Fill(context, table, sql) : null;
    }

    /// <summary>The columns that a query gives to a table.</summary>
    public static ImmutableArray<ColumnSchema> Columns(
        DefinitionContext context, SelectStatement query, SyntaxList<Identifier> names)
    {
        var bound = ((BoundQueryStatement)Binder.Bind(query, context.Catalog, context.Binding)).Query;
        if (names.Count > bound.Columns.Length)
            throw DefinitionErrors.TooManyColumnNames();
        var columns = ImmutableArray.CreateBuilder<ColumnSchema>(bound.Columns.Length);
        var taken = new HashSet<string>();
        for (var i = 0; i < bound.Columns.Length; i++)
        {
            var name = i < names.Count ? names[i].Text : bound.Columns[i].Name;
            if (!taken.Add(name))
                throw DefinitionErrors.ColumnTwice(name, -1);
            TableDraft.CheckColumnName(name, -1);
            var type = bound.Columns[i].Type;
            if (type.Id is TypeId.Record or TypeId.Void || type is { Id: TypeId.Array, Element: TypeId.Record })
                throw DefinitionErrors.PseudoType(name, type);
            columns.Add(new ColumnSchema(name, i, type.Id == TypeId.Unknown ? SqlType.Text : type, IsNullable: true));
        }

        return columns.MoveToImmutable();
    }

    /// <summary>Makes a table of plain columns.</summary>
    public static TableSchema Create(
        DefinitionContext context, string schema, string name, ImmutableArray<ColumnSchema> columns)
    {
        if (columns.Length > TableDraft.ColumnsMax)
            throw DefinitionErrors.TooManyColumns(TableDraft.ColumnsMax);
        TypeAlteration.CheckFreeOfTypes(context, schema, name);
        var table = new TableSchema(
            context.Edit.NewObjectId(), schema, name, context.CreateTree(), SchemaVersion: 1, columns, [], null, [], []);
        context.Edit.PutTable(table);
        return table;
    }

    /// <summary>Puts the rows of a query into a table. Changes in WITH belong to the statement as a whole.</summary>
    public static long Fill(DefinitionContext context, TableSchema table, string sql)
    {
        var insert = $"INSERT INTO {RowValidation.NameOf(table)} {sql}";
        var syntax = (InsertStatement)SqlParser.ParseStatement(insert);
        if (syntax.Source?.With is { } with && with.ChangesRows())
            insert = SyntaxPrinter.Print(syntax with { With = with, Source = syntax.Source with { With = null } });
        return context.Execute(insert);
    }
}
