namespace BTreeDb.Catalog;

/// <summary>What a record of the catalog tree describes. Stored: never renumber, only add.</summary>
internal enum CatalogRecordKind : short
{
    /// <summary>The one record of object 0: format, number of the last change, next object id.</summary>
    Database = 1,
    Schema = 2,
    Table = 3,
    Column = 4,
    Index = 5,
    /// <summary>A key column of an index, or of the primary key (part 0).</summary>
    KeyColumn = 6,
    Check = 7,
    View = 8,
    ViewColumn = 9,
    /// <summary>An object that a view refers to.</summary>
    Reference = 10,
    /// <summary>The saved row-count estimate of a table.</summary>
    RowCount = 11,

    ForeignKey = 30,
    /// <summary>A pair of columns of a foreign key.</summary>
    ForeignKeyColumn = 31,
    /// <summary>What only some indexes have.</summary>
    IndexDetails = 32,
    /// <summary>The expression behind a key column of an index.</summary>
    IndexExpression = 33,
    /// <summary>A column that an index includes.</summary>
    IncludedColumn = 34,
    /// <summary>WITH CHECK OPTION of a view.</summary>
    ViewCheck = 35,
    Sequence = 20,
    /// <summary>Where a sequence stands. Written outside of transactions.</summary>
    SequenceState = 21,
    Enum = 22,
    EnumLabel = 23,
    Domain = 24,
    DomainCheck = 25,
    Comment = 26,
    /// <summary>A column that rows may still hold.</summary>
    DroppedColumn = 27,
    /// <summary>The query of a materialized view.</summary>
    Materialized = 28,
    Routine = 40,
    RoutineParameter = 41,
    Collation = 42,
    /// <summary>What ANALYZE found out about a column.</summary>
    Statistics = 100,
}
