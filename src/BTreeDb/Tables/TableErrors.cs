using System.Diagnostics.CodeAnalysis;
using BTreeDb.Diagnostics;

namespace BTreeDb.Tables;

/// <summary>Errors of rows and keys.</summary>
internal static class TableErrors
{
    [DoesNotReturn]
    public static void ThrowUniqueViolation(TableIndex? index, Table table, string key) =>
        throw new EngineException(
            SqlState.UniqueViolation,
            $"duplicate key value violates unique constraint \"{index?.Schema.Name ?? table.Schema.PrimaryKeyName}\"")
        {
            Detail = $"Key {key} already exists.",
            SchemaName = table.Schema.SchemaName,
            TableName = table.Schema.Name,
            ConstraintName = index?.Schema.Name ?? table.Schema.PrimaryKeyName,
        };

    [DoesNotReturn]
    public static void ThrowNotNullViolation(Table table, int column, string row) =>
        throw new EngineException(
            SqlState.NotNullViolation,
            $"null value in column \"{table.Schema.Columns[column].Name}\" of relation \"{table.Schema.Name}\" violates not-null constraint")
        {
            Detail = $"Failing row contains {row}.",
            SchemaName = table.Schema.SchemaName,
            TableName = table.Schema.Name,
            ColumnName = table.Schema.Columns[column].Name,
        };

    public static EngineException CheckViolation(Table table, string constraint, string row) =>
        new(SqlState.CheckViolation, $"new row for relation \"{table.Schema.Name}\" violates check constraint \"{constraint}\"")
        {
            Detail = $"Failing row contains {row}.",
            SchemaName = table.Schema.SchemaName,
            TableName = table.Schema.Name,
            ConstraintName = constraint,
        };

    public static EngineException DeferrableArbiter() =>
        new(SqlState.ObjectNotInPrerequisiteState,
            "ON CONFLICT does not support deferrable unique constraints/exclusion constraints as arbiters");

    public static EngineException RowLockUnavailable(string table) =>
        new(SqlState.LockNotAvailable, $"could not obtain lock on row in relation \"{table}\"");

    public static EngineException LockUnavailable(string table) =>
        new(SqlState.LockNotAvailable, $"could not obtain lock on relation \"{table}\"");

    public static EngineException IndexEntryWithoutRow(string index, string table) =>
        new(SqlState.IndexCorrupted, $"index \"{index}\" has an entry without a row in table \"{table}\"");

    public static EngineException RowWithoutIndexEntry(string index, string table) =>
        new(SqlState.IndexCorrupted, $"index \"{index}\" lacks the entry of a row of table \"{table}\"");

    public static EngineException RowKeyExists(string table) =>
        new(SqlState.DataCorrupted, $"a hidden row id of table \"{table}\" is in use already");

    public static EngineException RowIdsExhausted(string table) =>
        new(SqlState.ProgramLimitExceeded, $"hidden row ids of table \"{table}\" are exhausted");
}
