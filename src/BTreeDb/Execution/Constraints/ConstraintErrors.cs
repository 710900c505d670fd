using BTreeDb.Catalog;
using BTreeDb.Diagnostics;

namespace BTreeDb.Execution.Constraints;

/// <summary>The errors that foreign keys raise.</summary>
internal static class ConstraintErrors
{
    /// <summary>A row refers to a key that does not exist; <paramref name="detail"/> says which.</summary>
    public static EngineException KeyMissing(TableSchema table, ForeignKeySchema key, string detail) => new(
        SqlState.ForeignKeyViolation,
        $"insert or update on table \"{table.Name}\" violates foreign key constraint \"{key.Name}\"")
    {
        Detail = detail,
        SchemaName = table.SchemaName,
        TableName = table.Name,
        ConstraintName = key.Name,
    };

    /// <summary>A key that rows refer to was deleted or changed; <paramref name="values"/> is <c>(id)=(1)</c>.</summary>
    public static EngineException StillReferenced(
        TableSchema referenced, TableSchema table, ForeignKeySchema key, string values) => new(
        SqlState.ForeignKeyViolation,
        $"update or delete on table \"{referenced.Name}\" violates foreign key constraint \"{key.Name}\" on table \"{table.Name}\"")
    {
        Detail = $"Key {values} is still referenced from table \"{table.Name}\".",
        SchemaName = table.SchemaName,
        TableName = table.Name,
        ConstraintName = key.Name,
    };

    /// <summary>MATCH FULL allows no mixture; the detail of <see cref="KeyMissing"/>.</summary>
    public const string MixedNulls = "MATCH FULL does not allow mixing of null and nonnull key values.";
}
