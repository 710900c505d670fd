using BTreeDb.Diagnostics;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>The errors of CREATE and ALTER DOMAIN.</summary>
internal static class DomainErrors
{
    public static EngineException InvalidBase(SqlType type, int position) =>
        new(SqlState.DatatypeMismatch, $"\"{TypeNames.Of(type)}\" is not a valid base type for a domain") { Position = position };

    public static EngineException NotCollatable(SqlType type) =>
        new(SqlState.DatatypeMismatch, $"collations are not supported by type {TypeNames.Of(type.Family)}");

    public static EngineException NoInherit() =>
        new(SqlState.InvalidObjectDefinition, "check constraints for domains cannot be marked NO INHERIT");

    public static EngineException Deferrable() =>
        new(SqlState.FeatureNotSupported, "specifying constraint deferrability not supported for domains");

    public static EngineException SeveralDefaults() => new(SqlState.SyntaxError, "multiple default expressions");

    public static EngineException NullAndNotNull() => new(SqlState.SyntaxError, "conflicting NULL/NOT NULL constraints");

    public static EngineException NotPossible(Constraint constraint) => constraint switch
    {
        UniqueConstraint => NotPossible("unique"),
        PrimaryKeyConstraint => NotPossible("primary key"),
        ForeignKeyConstraint => NotPossible("foreign key"),
        GeneratedConstraint => NotPossible("generation"),
        _ => NotPossible("identity"),
    };

    public static EngineException NotACheck(string constraint, string domain) =>
        new(SqlState.WrongObjectType, $"constraint \"{constraint}\" of domain \"{domain}\" is not a check constraint");

    public static EngineException ContainsNulls(string column, string table) =>
        new(SqlState.NotNullViolation, $"column \"{column}\" of table \"{table}\" contains null values")
        {
            TableName = table,
            ColumnName = column,
        };

    public static EngineException ViolatedBySomeRow(string column, string table, string constraint) =>
        new(SqlState.CheckViolation, $"column \"{column}\" of table \"{table}\" contains values that violate the new constraint")
        {
            TableName = table,
            ColumnName = column,
            ConstraintName = constraint,
        };

    public static EngineException UsedInContainer(string type, string table, string column) =>
        new(SqlState.FeatureNotSupported, $"cannot alter type \"{type}\" because column \"{table}.{column}\" uses it");

    private static EngineException NotPossible(string kind) =>
        new(SqlState.SyntaxError, $"{kind} constraints not possible for domains");
}
