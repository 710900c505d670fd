using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>Errors of statements that define schema objects.</summary>
internal static class DefinitionErrors
{
    public static EngineException NotSupported(string feature, int position = -1) =>
        new(SqlState.FeatureNotSupported, $"{feature} is not supported") { Position = position };

    public static EngineException ColumnTwice(string column, int position) =>
        new(SqlState.DuplicateColumn, $"column \"{column}\" specified more than once") { Position = position };

    public static EngineException SystemColumnName(string column, int position) =>
        new(SqlState.DuplicateColumn, $"column name \"{column}\" conflicts with a system column name") { Position = position };

    public static EngineException TemporaryIsNotLogged(string table) => new(
        SqlState.InvalidTableDefinition, $"cannot change logged status of table \"{table}\" because it is temporary");

    public static EngineException TooManyColumns(int limit) =>
        new(SqlState.TooManyColumns, $"tables can have at most {limit} columns");

    public static EngineException TooManyKeyColumns(int limit) =>
        new(SqlState.TooManyColumns, $"cannot use more than {limit} columns in an index");

    public static EngineException MultiplePrimaryKeys(string table, int position) =>
        new(SqlState.InvalidTableDefinition, $"multiple primary keys for table \"{table}\" are not allowed")
        {
            Position = position,
            TableName = table,
        };

    public static EngineException NullAndNotNull(string column, string table, int position) =>
        new(SqlState.SyntaxError, $"conflicting NULL/NOT NULL declarations for column \"{column}\" of table \"{table}\"")
        {
            Position = position,
        };

    public static EngineException MultipleDefaults(string column, string table, int position) =>
        new(SqlState.SyntaxError, $"multiple default values specified for column \"{column}\" of table \"{table}\"")
        {
            Position = position,
        };

    public static EngineException KeyColumnMissing(string column, int position) =>
        new(SqlState.UndefinedColumn, $"column \"{column}\" named in key does not exist") { Position = position };

    public static EngineException KeyColumnTwice(string column, string kind, int position) =>
        new(SqlState.DuplicateColumn, $"column \"{column}\" appears twice in {kind} constraint") { Position = position };

    public static EngineException ConstraintExists(string constraint, string table) =>
        new(SqlState.DuplicateObject, $"constraint \"{constraint}\" for relation \"{table}\" already exists")
        {
            TableName = table,
            ConstraintName = constraint,
        };

    public static EngineException IndexColumnMissing(string column, int position) =>
        new(SqlState.UndefinedColumn, $"column \"{column}\" does not exist") { Position = position };

    /// <summary>An index whose expression or predicate does not depend on the row alone.</summary>
    public static EngineException NotImmutable(string what) =>
        new(SqlState.InvalidObjectDefinition, $"functions in index {what} must be marked IMMUTABLE");

    public static EngineException OperatorClassMissing(string name) =>
        new(SqlState.UndefinedObject, $"operator class \"{name}\" does not exist for access method \"btree\"");

    public static EngineException TruncatesReferenced(string table, string referencing) =>
        new(SqlState.FeatureNotSupported, "cannot truncate a table referenced in a foreign key constraint")
        {
            Detail = $"Table \"{referencing}\" references \"{table}\".",
            Hint = $"Truncate table \"{referencing}\" at the same time, or use TRUNCATE ... CASCADE.",
        };

    public static EngineException AccessMethodMissing(string method) =>
        new(SqlState.UndefinedObject, $"access method \"{method}\" does not exist");

    public static EngineException IndexOnView(string view) =>
        new(SqlState.WrongObjectType, $"cannot create index on relation \"{view}\"")
        {
            Detail = "This operation is not supported for views.",
        };


    public static EngineException IndexIsComputed(string index, bool hasExpressions) =>
        new(SqlState.WrongObjectType, hasExpressions
            ? $"index \"{index}\" contains expressions"
            : $"\"{index}\" is a partial index")
        {
            Detail = "Cannot create a primary key or unique constraint using such an index.",
        };

    public static EngineException DeferredNotDeferrable(int position) =>
        new(SqlState.SyntaxError, "constraint declared INITIALLY DEFERRED must be DEFERRABLE") { Position = position };

    public static EngineException MoreNamesThanColumns() =>
        new(SqlState.SyntaxError, "CREATE VIEW specifies more column names than columns");

    public static EngineException CheckOptionNotPossible(string reason) =>
        new(SqlState.FeatureNotSupported, "WITH CHECK OPTION is supported only on automatically updatable views")
        {
            Hint = reason,
        };

    public static EngineException NotACheckOption(string value) =>
        new(SqlState.InvalidParameterValue, $"invalid value for enum option \"check_option\": {value}")
        {
            Detail = "Valid values are \"local\" and \"cascaded\".",
        };

    public static EngineException UnknownParameter(string name) =>
        new(SqlState.InvalidParameterValue, $"unrecognized parameter \"{name}\"");

    public static EngineException ViewLosesColumns() =>
        new(SqlState.InvalidTableDefinition, "cannot drop columns from view");

    public static EngineException ViewRenamesColumn(string from, string to) =>
        new(SqlState.InvalidTableDefinition, $"cannot change name of view column \"{from}\" to \"{to}\"")
        {
            Hint = "Use ALTER VIEW ... RENAME COLUMN ... to change name of view column instead.",
        };

    public static EngineException ViewChangesType(string column, string from, string to) =>
        new(SqlState.InvalidTableDefinition, $"cannot change data type of view column \"{column}\" from {from} to {to}");

    public static EngineException NotAView(string name) =>
        new(SqlState.WrongObjectType, $"\"{name}\" is not a view");

    public static EngineException HasDependents(string what, string details) =>
        new(SqlState.DependentObjectsStillExist, $"cannot drop {what} because other objects depend on it")
        {
            Detail = details,
            Hint = "Use DROP ... CASCADE to drop the dependent objects too.",
        };

    public static EngineException IndexBacksConstraint(string index, string table) =>
        new(SqlState.DependentObjectsStillExist,
            $"cannot drop index {index} because constraint {index} on table {table} requires it")
        {
            Hint = $"You can drop constraint {index} on table {table} instead.",
        };

    public static EngineException MultipleGenerations(string column, string table, int position) =>
        new(SqlState.SyntaxError, $"multiple generation clauses specified for column \"{column}\" of table \"{table}\"")
        {
            Position = position,
        };

    public static EngineException MultipleIdentities(string column, string table, int position) =>
        new(SqlState.SyntaxError, $"multiple identity specifications for column \"{column}\" of table \"{table}\"")
        {
            Position = position,
        };

    public static EngineException TwoSources(string which, string column, string table, int position) =>
        new(SqlState.SyntaxError, $"both {which} specified for column \"{column}\" of table \"{table}\"")
        {
            Position = position,
        };

    public static EngineException GenerationNotImmutable() =>
        new(SqlState.InvalidObjectDefinition, "generation expression is not immutable");

    public static EngineException GenerationUsesGenerated(string column, int position) =>
        new(SqlState.InvalidObjectDefinition, $"cannot use generated column \"{column}\" in column generation expression")
        {
            Detail = "A generated column cannot reference another generated column.",
            Position = position,
        };

    public static EngineException ConflictingOptions(int position) =>
        new(SqlState.SyntaxError, "conflicting or redundant options") { Position = position };

    public static EngineException SequenceType(bool isIdentity) =>
        new(SqlState.InvalidParameterValue,
            $"{(isIdentity ? "identity column" : "sequence")} type must be smallint, integer, or bigint");

    public static EngineException IncrementIsZero() =>
        new(SqlState.InvalidParameterValue, "INCREMENT must not be zero");

    public static EngineException SequenceBoundOutOfRange(string what, long value, SqlType type) =>
        new(SqlState.InvalidParameterValue, $"{what} ({value}) is out of range for sequence data type {TypeNames.Of(type)}");

    public static EngineException MinimumNotLess(long minimum, long maximum) =>
        new(SqlState.InvalidParameterValue, $"MINVALUE ({minimum}) must be less than MAXVALUE ({maximum})");

    public static EngineException SequenceValueTooLow(string what, long value, long minimum) =>
        new(SqlState.InvalidParameterValue, $"{what} value ({value}) cannot be less than MINVALUE ({minimum})");

    public static EngineException SequenceValueTooHigh(string what, long value, long maximum) =>
        new(SqlState.InvalidParameterValue, $"{what} value ({value}) cannot be greater than MAXVALUE ({maximum})");

    public static EngineException CacheTooSmall(long value) =>
        new(SqlState.InvalidParameterValue, $"CACHE ({value}) must be greater than zero");

    public static EngineException OutOfRangeForBigint(string text) =>
        new(SqlState.NumericValueOutOfRange, $"value \"{text}\" is out of range for type bigint");

    public static EngineException InvalidOwnedBy() =>
        new(SqlState.SyntaxError, "invalid OWNED BY option")
        {
            Hint = "Specify OWNED BY table.column or OWNED BY NONE.",
        };

    public static EngineException CannotOwnSequence(string relation) =>
        new(SqlState.WrongObjectType, $"sequence cannot be owned by relation \"{relation}\"");

    public static EngineException OwnerInOtherSchema() =>
        new(SqlState.ObjectNotInPrerequisiteState, "sequence must be in same schema as table it is linked to");

    public static EngineException IdentityOwnership(string sequence, string table) =>
        new(SqlState.FeatureNotSupported, "cannot change ownership of identity sequence")
        {
            Detail = $"Sequence \"{sequence}\" is linked to table \"{table}\".",
        };

    public static EngineException HaveDependents(string details) =>
        new(SqlState.DependentObjectsStillExist, "cannot drop desired object(s) because other objects depend on them")
        {
            Detail = details,
            Hint = "Use DROP ... CASCADE to drop the dependent objects too.",
        };

    public static EngineException IdentityRequiresSequence(string sequence, string column) =>
        new(SqlState.DependentObjectsStillExist, $"cannot drop {sequence} because {column} requires it")
        {
            Hint = $"You can drop {column} instead.",
        };

    public static EngineException NotADomain(string name) =>
        new(SqlState.WrongObjectType, $"\"{name}\" is not a domain");

    public static EngineException CheckViolatedBySomeRow(string constraint, TableSchema table) =>
        new(SqlState.CheckViolation, $"check constraint \"{constraint}\" of relation \"{table.Name}\" is violated by some row")
        {
            SchemaName = table.SchemaName,
            TableName = table.Name,
            ConstraintName = constraint,
        };

    public static EngineException ContainsNulls(string column, TableSchema table) =>
        new(SqlState.NotNullViolation, $"column \"{column}\" of relation \"{table.Name}\" contains null values")
        {
            SchemaName = table.SchemaName,
            TableName = table.Name,
            ColumnName = column,
        };

    public static EngineException ColumnExists(string column, string table) =>
        new(SqlState.DuplicateColumn, $"column \"{column}\" of relation \"{table}\" already exists");

    public static EngineException ActionNotForRelation(string action, string relation, string kinds) =>
        new(SqlState.WrongObjectType, $"ALTER action {action} cannot be performed on relation \"{relation}\"")
        {
            Detail = $"This operation is not supported for {kinds}.",
        };

    public static EngineException NotOfKind(string name, ObjectKind kind)
    {
        var words = ObjectKindNames.Of(kind).ToLowerInvariant();
        return new(SqlState.WrongObjectType, $"\"{name}\" is not {(words[0] == 'i' ? "an" : "a")} {words}");
    }

    public static EngineException ColumnIsIdentity(string column, string table, string? hint) =>
        new(SqlState.SyntaxError, $"column \"{column}\" of relation \"{table}\" is an identity column") { Hint = hint };

    public static EngineException ColumnIsGenerated(string column, string table, string? hint) =>
        new(SqlState.SyntaxError, $"column \"{column}\" of relation \"{table}\" is a generated column") { Hint = hint };

    public static EngineException ColumnInPrimaryKey(string column) =>
        new(SqlState.InvalidTableDefinition, $"column \"{column}\" is in a primary key");

    public static EngineException ColumnNotGenerated(string column, string table) =>
        new(SqlState.ObjectNotInPrerequisiteState,
            $"column \"{column}\" of relation \"{table}\" is not a stored generated column");

    public static EngineException IdentityNeedsNotNull(string column, string table) =>
        new(SqlState.ObjectNotInPrerequisiteState,
            $"column \"{column}\" of relation \"{table}\" must be declared NOT NULL before identity can be added");

    public static EngineException AlreadyIdentity(string column, string table) =>
        new(SqlState.ObjectNotInPrerequisiteState,
            $"column \"{column}\" of relation \"{table}\" is already an identity column");

    public static EngineException AlreadyHasDefault(string column, string table) =>
        new(SqlState.ObjectNotInPrerequisiteState,
            $"column \"{column}\" of relation \"{table}\" already has a default value");

    public static EngineException NotIdentity(string column, string table) =>
        new(SqlState.ObjectNotInPrerequisiteState, $"column \"{column}\" of relation \"{table}\" is not an identity column");

    public static EngineException UsingForGenerated(string column) =>
        new(SqlState.InvalidColumnDefinition, "cannot specify USING when altering type of generated column")
        {
            Detail = $"Column \"{column}\" is a generated column.",
        };

    public static EngineException TypeAlteredTwice(string column) =>
        new(SqlState.FeatureNotSupported, $"cannot alter type of column \"{column}\" twice");

    public static EngineException CannotCastAutomatically(string column, SqlType type, bool isUsing) =>
        isUsing
            ? new(SqlState.DatatypeMismatch,
                $"result of USING clause for column \"{column}\" cannot be cast automatically to type {TypeNames.Of(type with { Modifier = -1 })}")
            {
                Hint = "You might need to add an explicit cast.",
            }
            : new(SqlState.DatatypeMismatch,
                $"column \"{column}\" cannot be cast automatically to type {TypeNames.Of(type with { Modifier = -1 })}")
            {
                Hint = $"You might need to specify \"USING {column}::{TypeNames.Of(type)}\".",
            };

    public static EngineException DefaultCannotBeCast(string column, SqlType type) =>
        new(SqlState.DatatypeMismatch,
            $"default for column \"{column}\" cannot be cast automatically to type {TypeNames.Of(type with { Modifier = -1 })}");

    public static EngineException TypeUsedByGenerated(string column, string generated) =>
        new(SqlState.FeatureNotSupported, "cannot alter type of a column used by a generated column")
        {
            Detail = $"Column \"{column}\" is used by generated column \"{generated}\".",
        };

    public static EngineException TypeUsedByView(string column, string view) =>
        new(SqlState.FeatureNotSupported, "cannot alter type of a column used by a view or rule")
        {
            Detail = $"rule _RETURN on {view} depends on column \"{column}\"",
        };

    public static EngineException ConstraintMissing(string constraint, string table) =>
        new(SqlState.UndefinedObject, $"constraint \"{constraint}\" of relation \"{table}\" does not exist");

    public static EngineException NotACheck(string constraint, string table) =>
        new(SqlState.WrongObjectType,
            $"constraint \"{constraint}\" of relation \"{table}\" is not a foreign key or check constraint");

    public static EngineException IndexHasConstraint(string index) =>
        new(SqlState.ObjectNotInPrerequisiteState, $"index \"{index}\" is already associated with a constraint");

    public static EngineException IndexNotUnique(string index) =>
        new(SqlState.WrongObjectType, $"\"{index}\" is not a unique index")
        {
            Detail = "Cannot create a primary key or unique constraint using such an index.",
        };

    public static EngineException ConstraintOfTableMissing(string constraint, string table) =>
        new(SqlState.UndefinedObject, $"constraint \"{constraint}\" for table \"{table}\" does not exist");

    public static EngineException SchemaExists(string name) =>
        new(SqlState.DuplicateSchema, $"schema \"{name}\" already exists");

    public static EngineException ReservedSchemaName(string name) =>
        new(SqlState.ReservedName, $"unacceptable schema name \"{name}\"")
        {
            Detail = "The prefix \"pg_\" is reserved for system schemas.",
        };

    public static EngineException CannotRenameColumns(string relation, string kinds) =>
        new(SqlState.WrongObjectType, $"cannot rename columns of relation \"{relation}\"")
        {
            Detail = $"This operation is not supported for {kinds}.",
        };

    public static EngineException NoColumn(string column) =>
        new(SqlState.UndefinedColumn, $"column \"{column}\" does not exist");

    public static EngineException CannotMoveIndex(string index) =>
        new(SqlState.WrongObjectType, $"cannot change schema of index \"{index}\"")
        {
            Hint = "Change the schema of the table instead.",
        };

    public static EngineException CannotMoveOwnedSequence(string sequence, string table) =>
        new(SqlState.FeatureNotSupported, "cannot move an owned sequence into another schema")
        {
            Detail = $"Sequence \"{sequence}\" is linked to table \"{table}\".",
        };

    public static EngineException RelationExistsInSchema(string relation, string schema) =>
        new(SqlState.DuplicateTable, $"relation \"{relation}\" already exists in schema \"{schema}\"");

    public static EngineException DatabaseMissing(string name) =>
        new(SqlState.UndefinedDatabase, $"database \"{name}\" does not exist");

    public static EngineException UnknownPrivilege(string name) =>
        new(SqlState.SyntaxError, $"unrecognized privilege type \"{name}\"");

    public static EngineException WrongPrivilege(string name, string kind) =>
        new(SqlState.InvalidGrantOperation, $"invalid privilege type {name.ToUpperInvariant()} for {kind}");

    public static EngineException RoleMissing(string role) =>
        new(SqlState.UndefinedObject, $"role \"{role}\" does not exist");

    public static EngineException CannotCreateUniqueIndex(string index, TableSchema table, string key) =>
        new(SqlState.UniqueViolation, $"could not create unique index \"{index}\"")
        {
            Detail = $"Key {key} is duplicated.",
            SchemaName = table.SchemaName,
            TableName = table.Name,
            ConstraintName = index,
        };

    public static EngineException OtherDatabase() =>
        new(SqlState.FeatureNotSupported, "can only reindex the currently open database");

    public static EngineException DomainConstraintExists(string constraint, string domain) =>
        new(SqlState.DuplicateObject, $"constraint \"{constraint}\" for domain \"{domain}\" already exists");

    public static EngineException DomainConstraintMissing(string constraint, string domain) =>
        new(SqlState.UndefinedObject, $"constraint \"{constraint}\" of domain \"{domain}\" does not exist");

    public static EngineException TemporaryInOtherSchema() =>
        new(SqlState.InvalidTableDefinition, "cannot create temporary relation in non-temporary schema");

    public static EngineException OnCommitNotTemporary() =>
        new(SqlState.InvalidTableDefinition, "ON COMMIT can only be used on temporary tables");

    public static EngineException TooManyColumnNames() =>
        new(SqlState.SyntaxError, "too many column names were specified");

    public static EngineException PseudoType(string column, SqlType type) =>
        new(SqlState.InvalidTableDefinition, $"column \"{column}\" has pseudo-type {TypeNames.Of(type)}");

    public static EngineException InvalidLike(string relation) =>
        new(SqlState.WrongObjectType, $"relation \"{relation}\" is invalid in LIKE clause");

    public static EngineException ViewsWithInto() =>
        new(SqlState.FeatureNotSupported, "views must not contain SELECT INTO");

    public static EngineException ViewsWithChanges() =>
        new(SqlState.FeatureNotSupported, "views must not contain data-modifying statements in WITH");

    public static EngineException MaterializedViewsWithChanges() =>
        new(SqlState.FeatureNotSupported, "materialized views must not use data-modifying statements in WITH");

    public static EngineException MaterializedOverTemporary() =>
        new(SqlState.FeatureNotSupported, "materialized views must not use temporary tables or views");

    public static EngineException ConcurrentlyWithNoData() =>
        new(SqlState.SyntaxError, "REFRESH options CONCURRENTLY and WITH NO DATA cannot be used together");

    public static EngineException ConcurrentlyNotPopulated() =>
        new(SqlState.FeatureNotSupported, "CONCURRENTLY cannot be used when the materialized view is not populated");

    public static EngineException ConcurrentlyNeedsUniqueIndex(string view) =>
        new(SqlState.ObjectNotInPrerequisiteState, $"cannot refresh materialized view \"{view}\" concurrently")
        {
            Hint = "Create a unique index with no WHERE clause on one or more columns of the materialized view.",
        };

    public static EngineException CannotCommentOnColumns(string relation, string kinds) =>
        new(SqlState.WrongObjectType, $"cannot set comment on relation \"{relation}\"")
        {
            Detail = $"This operation is not supported for {kinds}.",
        };

    public static EngineException CannotMoveTemporary() =>
        new(SqlState.FeatureNotSupported, "cannot move objects into or out of temporary schemas");

    public static EngineException NotToRefresh(string name) =>
        new(SqlState.FeatureNotSupported, $"\"{name}\" is not a materialized view");

    public static EngineException ColumnNameNotQualified() =>
        new(SqlState.SyntaxError, "column name must be qualified");

    public static EngineException NotAnEnum(string name) =>
        new(SqlState.WrongObjectType, $"{name} is not an enum");

    public static EngineException LabelExists(string label) =>
        new(SqlState.DuplicateObject, $"enum label \"{label}\" already exists");

    public static EngineException LabelGivenTwice(string label) =>
        new(SqlState.UniqueViolation, "duplicate key value violates unique constraint \"pg_enum_typid_label_index\"")
        {
            Detail = $"Key (enumlabel)=({label}) already exists.",
        };

    public static EngineException LabelMissing(string label) =>
        new(SqlState.InvalidParameterValue, $"\"{label}\" is not an existing enum label");

    public static EngineException LabelInvalid(string label) =>
        new(SqlState.InvalidName, $"invalid enum label \"{label}\"")
        {
            Detail = "Labels must be 63 bytes or less.",
        };

    public static EngineException NoRoomForLabel() =>
        new(SqlState.ProgramLimitExceeded, "too many enum labels were put in between two others");
}
