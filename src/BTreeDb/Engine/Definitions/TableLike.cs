using System.Linq;
using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Catalog;
using BTreeDb.Parsing;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Engine.Definitions;

/// <summary>LIKE in CREATE TABLE: finds the source, and copies indexes and comments once the table is there.</summary>
internal static class TableLike
{
    /// <summary>Finds the source: a table, or a view, which has columns only.</summary>
    public static TableSchema Find(DefinitionContext context, QualifiedName name)
    {
        if (context.Catalog.TryGetTable(name.Schema, name.Name, out var table))
            return table;
        if (context.Catalog.TryGetView(name.Schema, name.Name, out var view))
        {
            return new TableSchema(
                view.Id, view.SchemaName, view.Name, default, 1, ViewTypes.ColumnsOf(context, view), [], null, [], []);
        }

        if (name.Schema is { } schema && !context.Catalog.HasSchema(schema))
            throw CatalogErrors.SchemaMissing(schema);
        throw context.Catalog.HasRelation(name.Schema, name.Name)
            ? DefinitionErrors.InvalidLike(name.Name)
            : CatalogErrors.RelationMissing(string.Join('.', name.Parts), name.Position);
    }

    /// <summary>Copies what needs the new table.</summary>
    public static void Finish(DefinitionContext context, ObjectId id, LikeSource like)
    {
        if (like.Options.HasFlag(LikeOptions.Indexes))
            CopyIndexes(context, id, like);
        if (like.Options.HasFlag(LikeOptions.Comments))
            CopyComments(context, id, like);
    }

    private static void CopyIndexes(DefinitionContext context, ObjectId id, LikeSource like)
    {
        foreach (var index in like.Table.Indexes)
        {
            if (index.BacksConstraint || !context.Catalog.TryGetTable(id, out var table))
                continue;
            var columns = ImmutableArray.CreateBuilder<IndexColumn>(index.Columns.Length);
            foreach (var column in index.Columns)
            {
                columns.Add(column.Expression is { } expression
                    ? column with { Ordinal = IndexKeys.NumberOf(table, expression.Sql, columns) }
                    : column with { Ordinal = column.Ordinal + like.First });
            }

            var name = ConstraintNames.Choose(
                table.Name, ConstraintNames.JoinColumns(NamesOf(like.Table, index)), "idx", n => context.Catalog.HasRelation(table.SchemaName, n));
            context.Edit.PutTable(table with
            {
                Indexes = table.Indexes.Add(index with
                {
                    Id = context.Edit.NewObjectId(),
                    Name = name,
                    TableId = id,
                    Tree = context.CreateTree(),
                    Columns = columns.MoveToImmutable(),
                    Included = [.. index.Included.Select(ordinal => ordinal + like.First)],
                }),
            });
        }
    }

    /// <summary>What the columns of an index are called in the name of a copy.</summary>
    private static string[] NamesOf(TableSchema table, IndexSchema index)
    {
        var names = new List<string>();
        foreach (var column in index.KeyColumns)
        {
            names.Add(column.Expression is { } expression
                ? Binder.NameOf(SqlParser.ParseExpression(expression.Sql)) ?? "expr"
                : table.Columns[column.Ordinal].Name);
        }

        foreach (var ordinal in index.Included)
            names.Add(table.Columns[ordinal].Name);
        return [.. names];
    }

    private static void CopyComments(DefinitionContext context, ObjectId id, LikeSource like)
    {
        if (!context.Catalog.TryGetTable(id, out var table))
            return;
        foreach (var comment in context.Catalog.CommentsOf(like.Table.Id))
        {
            foreach (var column in like.Table.Columns)
            {
                if (comment.Column == column.Number)
                    ObjectComments.Set(context, id, table.Columns[like.First + column.Ordinal].Number, null, comment.Text);
            }
        }
    }
}
