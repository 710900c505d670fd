using BTreeDb.Catalog;

namespace BTreeDb.Engine.Definitions;

/// <summary>An object or a part of one.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The object, or the one that the part belongs to.</param>
/// <param name="Part">The name of the constraint, or the number of the column.</param>
internal readonly record struct SchemaItem(SchemaItemKind Kind, ObjectId Id, string? Part = null)
{
    public static SchemaItem Of(TableSchema table) => new(SchemaItemKind.Table, table.Id);

    public static SchemaItem Of(ViewSchema view) => new(SchemaItemKind.View, view.Id);

    public static SchemaItem Of(SequenceSchema sequence) => new(SchemaItemKind.Sequence, sequence.Id);

    public static SchemaItem Of(Types.UserType type) => new(SchemaItemKind.Type, new(type.Id));

    public static SchemaItem Of(Types.Collation collation) => new(SchemaItemKind.Collation, new(collation.Id));

    public static SchemaItem Of(RoutineSchema routine) => new(SchemaItemKind.Routine, routine.Id);

    public static SchemaItem Of(NamespaceSchema schema) => new(SchemaItemKind.Schema, schema.Id);

    public static SchemaItem Of(TableSchema table, ColumnSchema column) => new(SchemaItemKind.Column, table.Id, column.Name);

    public static SchemaItem Of(TableSchema table, ForeignKeySchema key) =>
        new(SchemaItemKind.Constraint, table.Id, key.Name);

    public static SchemaItem DefaultOf(TableSchema table, ColumnSchema column) =>
        new(SchemaItemKind.Default, table.Id, column.Name);
}
