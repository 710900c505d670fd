using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Parsing.Adapter;

/// <summary>Statements about objects of any kind: DROP, COMMENT, REFRESH.</summary>
internal static class ObjectAdapter
{
    /// <summary>DROP.</summary>
    public static DropStatement Drop(BTreeDbParser.DropStatementContext context) => new(
        Nodes.Position(context),
        Kind(context.objectKind()),
        NameAdapter.QualifiedList(context.qualifiedNameList()),
        context.ifExists() is not null,
        context.CONCURRENTLY() is not null,
        Behavior(context.dropBehavior()));

    /// <summary>COMMENT ON.</summary>
    public static CommentStatement Comment(BTreeDbParser.CommentStatementContext context)
    {
        var kind = context.objectKind() is { } objectKind ? Kind(objectKind)
            : context.COLUMN() is not null ? ObjectKind.Column
            : context.DOMAIN() is not null ? ObjectKind.DomainConstraint
            : ObjectKind.Constraint;
        return new CommentStatement(
            Nodes.Position(context),
            kind,
            NameAdapter.Qualified(context.qualifiedName()),
            context.colId() is { } part ? NameAdapter.Identifier(part) : null,
            LiteralAdapter.OptionalText(context.STRING()));
    }

    /// <summary>REFRESH MATERIALIZED VIEW.</summary>
    public static RefreshMaterializedViewStatement Refresh(BTreeDbParser.RefreshStatementContext context) => new(
        Nodes.Position(context),
        NameAdapter.Qualified(context.qualifiedName()),
        context.CONCURRENTLY() is not null,
        WithData(context.withData()));

    /// <summary>CASCADE, or RESTRICT, which is also the default.</summary>
    public static DropBehavior Behavior(BTreeDbParser.DropBehaviorContext? context) =>
        context?.CASCADE() is null ? DropBehavior.Restrict : DropBehavior.Cascade;

    /// <summary>False when WITH NO DATA was written.</summary>
    public static bool WithData(BTreeDbParser.WithDataContext? context) => context?.NO() is null;

    private static ObjectKind Kind(BTreeDbParser.ObjectKindContext context) => context.Start.Type switch
    {
        BTreeDbLexer.TABLE => ObjectKind.Table,
        BTreeDbLexer.INDEX => ObjectKind.Index,
        BTreeDbLexer.VIEW => ObjectKind.View,
        BTreeDbLexer.MATERIALIZED => ObjectKind.MaterializedView,
        BTreeDbLexer.SEQUENCE => ObjectKind.Sequence,
        BTreeDbLexer.SCHEMA => ObjectKind.Schema,
        BTreeDbLexer.TYPE => ObjectKind.Type,
        BTreeDbLexer.DOMAIN => ObjectKind.Domain,
        BTreeDbLexer.COLLATION => ObjectKind.Collation,
        BTreeDbLexer.EXTENSION => ObjectKind.Extension,
        _ => ObjectKind.Database,
    };
}
