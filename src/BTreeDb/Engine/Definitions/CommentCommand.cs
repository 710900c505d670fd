using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>COMMENT ON.</summary>
internal static class CommentCommand
{
    /// <summary>Runs the statement.</summary>
    public static void Run(DefinitionContext context, CommentStatement statement)
    {
        switch (statement.Kind)
        {
            case ObjectKind.Schema:
                if (!context.Catalog.TryGetSchema(statement.Name.Name, out var schema))
                    throw CatalogErrors.SchemaMissing(statement.Name.Name);
                ObjectComments.Set(context, schema.Id, 0, null, statement.Text);
                break;
            case ObjectKind.Type or ObjectKind.Domain:
                var type = TypeAlteration.Find(context, statement.Name, statement.Kind == ObjectKind.Domain);
                ObjectComments.Set(context, new(type.Id), 0, null, statement.Text);
                break;
            case ObjectKind.Collation:
                var collation = CollationDefinition.Find(context, statement.Name);
                ObjectComments.Set(context, new(collation.Id), 0, null, statement.Text);
                break;
            case ObjectKind.DomainConstraint:
                var domain = (DomainType)TypeAlteration.Find(context, statement.Name, isDomain: true);
                DomainAlteration.CheckConstraint(domain, statement.Part!.Text);
                ObjectComments.Set(context, new(domain.Id), 0, statement.Part.Text, statement.Text);
                break;
            case ObjectKind.Column:
                CommentOnColumn(context, statement);
                break;
            case ObjectKind.Constraint:
                CommentOnConstraint(context, statement);
                break;
            case ObjectKind.Database:
                ObjectComments.Set(context, default, 0, null, statement.Text);
                break;
            default:
                CommentOnRelation(context, statement);
                break;
        }
    }

    private static void CommentOnRelation(DefinitionContext context, CommentStatement statement)
    {
        var relation = RelationLookup.Find(context, statement.Name, statement.Kind, ifExists: false)!;
        if (statement.Kind == ObjectKind.Table && relation is not TableSchema { IsMaterializedView: false })
            throw DefinitionErrors.NotOfKind(statement.Name.Name, ObjectKind.Table);
        var id = relation switch
        {
            TableSchema table => table.Id,
            ViewSchema view => view.Id,
            SequenceSchema sequence => sequence.Id,
            IndexSchema index => index.Id,
            _ => throw DefinitionErrors.NotSupported("a comment on the index of a primary key", statement.Position),
        };
        ObjectComments.Set(context, id, 0, null, statement.Text);
    }

    private static void CommentOnColumn(DefinitionContext context, CommentStatement statement)
    {
        var (relation, name) = Split(statement.Name);
        switch (RelationLookup.Find(context, relation, ObjectKind.Table, ifExists: false))
        {
            case TableSchema table:
                var column = table.FindColumn(name) ?? throw CatalogErrors.ColumnMissing(name, table.Name);
                ObjectComments.Set(context, table.Id, column.Number, null, statement.Text);
                break;
            case ViewSchema view:
                var place = view.ColumnNames.IndexOf(name);
                if (place < 0)
                    throw CatalogErrors.ColumnMissing(name, view.Name);
                ObjectComments.Set(context, view.Id, place + 1, null, statement.Text);
                break;
            case { } other:
                throw DefinitionErrors.CannotCommentOnColumns(statement.Name.Name, RelationLookup.PluralOf(other));
        }
    }

    /// <summary>The relation and the column in a dotted name.</summary>
    private static (QualifiedName Relation, string Column) Split(QualifiedName name)
    {
        if (name.Parts.Count < 2)
            throw DefinitionErrors.ColumnNameNotQualified();
        var parts = new string[name.Parts.Count - 1];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = name.Parts[i];
        return (new QualifiedName(name.Position, SyntaxList.Create<string>(parts)), name.Name);
    }

    private static void CommentOnConstraint(DefinitionContext context, CommentStatement statement)
    {
        var name = statement.Part!.Text;
        if (RelationLookup.Find(context, statement.Name, ObjectKind.Table, ifExists: false) is not TableSchema table)
            throw DefinitionErrors.NotOfKind(statement.Name.Name, ObjectKind.Table);
        if (!ConstraintAddition.HasConstraint(table, name))
            throw DefinitionErrors.ConstraintOfTableMissing(name, table.Name);
        ObjectComments.Set(context, table.Id, 0, name, statement.Text);
    }
}
