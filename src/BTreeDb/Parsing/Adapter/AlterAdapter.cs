using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Parsing.Adapter;

/// <summary>ALTER of every kind of object; the actions of ALTER TABLE are <see cref="AlterActionAdapter"/>'s.</summary>
internal static class AlterAdapter
{
    /// <summary>Converts the statement.</summary>
    public static Statement Convert(BTreeDbParser.AlterStatementContext context)
    {
        var position = Nodes.Position(context);
        switch (context.alterObject())
        {
            case BTreeDbParser.AlterTableContext table:
                var relation = table.relation();
                var name = NameAdapter.Qualified(relation.qualifiedName());
                return Relation(position, ObjectKind.Table, name, table.ifExists(), relation.ONLY() is not null, table.alterTableBody());
            case BTreeDbParser.AlterIndexContext index:
                return Relation(position, ObjectKind.Index, index.qualifiedName(), index.ifExists(), index.alterTableBody());
            case BTreeDbParser.AlterViewContext view:
                return Relation(position, ObjectKind.View, view.qualifiedName(), view.ifExists(), view.alterTableBody());
            case BTreeDbParser.AlterMaterializedViewContext view:
                return Relation(position, ObjectKind.MaterializedView, view.qualifiedName(), view.ifExists(), view.alterTableBody());
            case BTreeDbParser.AlterSequenceContext sequence:
                return Sequence(sequence, position);
            case BTreeDbParser.AlterSchemaContext schema:
                var schemaName = new QualifiedName(
                    Nodes.Position(schema.colId()), new SyntaxList<string>([NameAdapter.Name(schema.colId())]));
                return Common(position, ObjectKind.Schema, schemaName, false, schema.alterCommon());
            case BTreeDbParser.AlterTypeContext type:
                var typeName = NameAdapter.Qualified(type.qualifiedName());
                return type.alterCommon() is { } common
                    ? Common(position, ObjectKind.Type, typeName, false, common)
                    : Enum(type.alterEnum(), position, typeName);
            case BTreeDbParser.AlterDomainContext domain:
                return Domain(domain, position);
            case BTreeDbParser.AlterCollationContext collation:
                return Common(
                    position, ObjectKind.Collation, NameAdapter.Qualified(collation.qualifiedName()), false, collation.alterCommon());
            case BTreeDbParser.AlterRoutineContext routine:
                return RoutineAdapter.Alter(routine, position);
            default:
                throw ParsingErrors.Syntax(context.Start);
        }
    }

    private static Statement Relation(
        int position,
        ObjectKind kind,
        BTreeDbParser.QualifiedNameContext name,
        BTreeDbParser.IfExistsContext? ifExists,
        BTreeDbParser.AlterTableBodyContext body) =>
        Relation(position, kind, NameAdapter.Qualified(name), ifExists, false, body);

    private static Statement Relation(
        int position,
        ObjectKind kind,
        QualifiedName name,
        BTreeDbParser.IfExistsContext? ifExists,
        bool only,
        BTreeDbParser.AlterTableBodyContext body)
    {
        var optional = ifExists is not null;
        if (body.RENAME() is not null)
            return Rename(position, kind, name, optional, body);
        if (body.SCHEMA() is not null)
            return new SetSchemaStatement(position, kind, name, NameAdapter.Name(body.colId(0)), optional);
        var actions = body.alterTableAction();
        if (actions is [BTreeDbParser.SetOwnerContext owner])
            return new SetOwnerStatement(position, kind, name, NameAdapter.Role(owner.roleName()), optional);
        return new AlterRelationStatement(
            position,
            kind,
            name,
            optional,
            only,
            Nodes.Map<BTreeDbParser.AlterTableActionContext, AlterAction>(body, AlterActionAdapter.Convert));
    }

    private static RenameStatement Rename(
        int position,
        ObjectKind kind,
        QualifiedName name,
        bool ifExists,
        BTreeDbParser.AlterTableBodyContext body)
    {
        var names = body.colId();
        var newName = NameAdapter.Name(names[^1]);
        if (names.Length == 1)
            return new RenameStatement(position, kind, kind, name, null, newName, ifExists);
        var part = body.CONSTRAINT() is null ? ObjectKind.Column : ObjectKind.Constraint;
        return new RenameStatement(position, part, kind, name, NameAdapter.Identifier(names[0]), newName, ifExists);
    }

    private static Statement Common(
        int position,
        ObjectKind kind,
        QualifiedName name,
        bool ifExists,
        BTreeDbParser.AlterCommonContext context)
    {
        var target = context.OWNER() is null ? NameAdapter.Name(context.colId()) : NameAdapter.Role(context.roleName());
        if (context.RENAME() is not null)
            return new RenameStatement(position, kind, kind, name, null, target, ifExists);
        return context.SCHEMA() is not null
            ? new SetSchemaStatement(position, kind, name, target, ifExists)
            : new SetOwnerStatement(position, kind, name, target, ifExists);
    }

    private static Statement Sequence(BTreeDbParser.AlterSequenceContext context, int position)
    {
        var name = NameAdapter.Qualified(context.qualifiedName());
        var ifExists = context.ifExists() is not null;
        if (context.alterCommon() is { } common)
            return Common(position, ObjectKind.Sequence, name, ifExists, common);
        if (context.SET() is { } set)
        {
            var action = new SetLoggedAction(set.Symbol.StartIndex, context.LOGGED() is not null);
            return new AlterRelationStatement(
                position, ObjectKind.Sequence, name, ifExists, false, new SyntaxList<AlterAction>([action]));
        }

        return new AlterSequenceStatement(position, name, ifExists, SequenceAdapter.Options(context));
    }

    private static Statement Enum(BTreeDbParser.AlterEnumContext context, int position, QualifiedName name)
    {
        var first = LiteralAdapter.Text(context.STRING(0).Symbol);
        if (context.RENAME() is not null)
            return new AlterEnumRenameStatement(position, name, first, LiteralAdapter.Text(context.STRING(1).Symbol));
        return new AlterEnumAddStatement(
            position,
            name,
            first,
            context.ifNotExists() is not null,
            LiteralAdapter.OptionalText(context.STRING(1)),
            context.AFTER() is not null);
    }

    private static Statement Domain(BTreeDbParser.AlterDomainContext context, int position)
    {
        var name = NameAdapter.Qualified(context.qualifiedName());
        if (context.alterCommon() is { } common)
            return Common(position, ObjectKind.Domain, name, false, common);
        if (context.alterDomainAction() is BTreeDbParser.DomainRenameConstraintContext rename)
        {
            return new RenameStatement(
                position,
                ObjectKind.DomainConstraint,
                ObjectKind.Domain,
                name,
                NameAdapter.Identifier(rename.colId(0)),
                NameAdapter.Name(rename.colId(1)),
                false);
        }

        return new AlterDomainStatement(position, name, AlterActionAdapter.Domain(context.alterDomainAction()));
    }
}
