using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Catalog;

/// <summary>Turns schema objects into the records of the catalog tree.</summary>
internal static class CatalogRecordWriter
{
    /// <summary>The format that this build writes, and the newest that it reads.</summary>
    public const int FormatVersion = 2;

    /// <summary>The database's own record.</summary>
    public static CatalogRecord Database(ulong number, uint nextObjectId) => Make(
        CatalogKey.Database,
        [Datum.FromInt64(FormatVersion), Datum.FromInt64((long)number), Datum.FromInt64(nextObjectId)]);

    /// <summary>A schema.</summary>
    public static CatalogRecord Schema(ObjectId id, string name) => Make(
        new(id, CatalogRecordKind.Schema, default, 0), [Datum.FromText(name)]);

    /// <summary>The saved row count of a table.</summary>
    public static CatalogRecord RowCount(ObjectId table, long rows) => Make(
        new(table, CatalogRecordKind.RowCount, default, 0), [Datum.FromInt64(rows)]);

    /// <summary>What is known of the values of a table's columns.</summary>
    public static List<CatalogRecord> Statistics(ObjectId table, TableStatistics statistics)
    {
        var records = new List<CatalogRecord>();
        for (var ordinal = 0; ordinal < statistics.Columns.Length; ordinal++)
        {
            if (statistics.Columns[ordinal] is { } column)
            {
                records.Add(Make(
                    StatisticsKey(table, ordinal),
                    [Datum.FromInt64(statistics.Rows), Datum.FromBytes(StatisticsCodec.Encode(column))]));
            }
        }

        return records;
    }

    /// <summary>The key of the record of a column's statistics.</summary>
    public static CatalogKey StatisticsKey(ObjectId table, int ordinal) =>
        new(table, CatalogRecordKind.Statistics, default, ordinal);

    /// <summary>A table with its columns, keys, indexes and checks.</summary>
    public static List<CatalogRecord> Table(TableSchema table, ObjectId schema)
    {
        var records = new List<CatalogRecord>
        {
            Make(new(table.Id, CatalogRecordKind.Table, default, 0),
            [
                Datum.FromInt64(schema.Value), Datum.FromText(table.Name), Datum.FromInt64(table.Tree.Value),
                Datum.FromInt64(table.SchemaVersion), Datum.FromInt64((long)table.DefinedIn), Optional(table.PrimaryKeyName),
                Datum.FromInt64(table.FirstVersion),
            ]),
        };
        foreach (var column in table.Columns)
            records.Add(Column(table.Id, column));
        AddKey(records, table.Id, default, table.PrimaryKey);
        foreach (var index in table.Indexes)
        {
            records.Add(Make(new(table.Id, CatalogRecordKind.Index, index.Id, 0),
            [
                Datum.FromText(index.Name), Datum.FromInt64(index.Tree.Value), Datum.FromBoolean(index.IsUnique),
                Datum.FromBoolean(index.BacksConstraint),
            ]));
            AddKey(records, table.Id, index.Id, index.Columns);
            AddDetails(records, table.Id, index);
        }

        for (var i = 0; i < table.Checks.Length; i++)
        {
            records.Add(Make(new(table.Id, CatalogRecordKind.Check, default, i),
            [
                Datum.FromText(table.Checks[i].Name), Datum.FromText(table.Checks[i].ExpressionSql),
                Datum.FromBoolean(table.Checks[i].IsValid), Datum.FromBoolean(table.Checks[i].IsNoInherit),
            ]));
        }

        foreach (var column in table.Dropped)
            records.Add(DroppedColumn(table.Id, column));
        if (table.Materialized is { } materialized)
        {
            records.Add(Make(new(table.Id, CatalogRecordKind.Materialized, default, 0),
                [Datum.FromText(materialized.Sql), Datum.FromBoolean(materialized.IsPopulated)]));
            AddReferences(records, table.Id, materialized.References);
        }

        foreach (var key in table.ForeignKeys)
        {
            records.Add(Make(new(table.Id, CatalogRecordKind.ForeignKey, key.Id, 0), ForeignKeyRecords.ValuesOf(key)));
            for (var i = 0; i < key.Columns.Length; i++)
            {
                records.Add(Make(
                    new(table.Id, CatalogRecordKind.ForeignKeyColumn, key.Id, i), ForeignKeyRecords.ValuesOf(key, i)));
            }
        }

        return records;
    }

    /// <summary>A view with its columns and references.</summary>
    public static List<CatalogRecord> View(ViewSchema view, ObjectId schema)
    {
        var records = new List<CatalogRecord>
        {
            Make(new(view.Id, CatalogRecordKind.View, default, 0),
                [Datum.FromInt64(schema.Value), Datum.FromText(view.Name), Datum.FromText(view.QuerySql)]),
        };
        if (view.CheckOption != ViewCheck.None)
        {
            records.Add(Make(
                new(view.Id, CatalogRecordKind.ViewCheck, default, 0), [Datum.FromInt64((short)view.CheckOption)]));
        }

        for (var i = 0; i < view.ColumnNames.Length; i++)
        {
            records.Add(Make(
                new(view.Id, CatalogRecordKind.ViewColumn, default, i), [Datum.FromText(view.ColumnNames[i])]));
        }

        AddReferences(records, view.Id, view.References);
        return records;
    }

    /// <summary>A routine with its parameters and references.</summary>
    public static List<CatalogRecord> Routine(RoutineSchema routine, ObjectId schema)
    {
        var records = new List<CatalogRecord>
        {
            Make(new(routine.Id, CatalogRecordKind.Routine, default, 0), RoutineRecords.ValuesOf(routine, schema)),
        };
        for (var i = 0; i < routine.Parameters.Length; i++)
        {
            records.Add(Make(
                new(routine.Id, CatalogRecordKind.RoutineParameter, default, i),
                RoutineRecords.ValuesOf(routine.Parameters[i])));
        }

        AddReferences(records, routine.Id, routine.References);
        return records;
    }

    /// <summary>A collation.</summary>
    public static CatalogRecord Collation(Collation collation, ObjectId schema) => Make(
        new(new(collation.Id), CatalogRecordKind.Collation, default, 0),
        [
            Datum.FromInt64(schema.Value), Datum.FromText(collation.Name), Optional(collation.Locale),
            Datum.FromBoolean(collation.IsDeterministic),
        ]);

    /// <summary>A sequence.</summary>
    public static CatalogRecord Sequence(SequenceSchema sequence, ObjectId schema) => Make(
        new(sequence.Id, CatalogRecordKind.Sequence, default, 0),
        [
            Datum.FromInt64(schema.Value), Datum.FromText(sequence.Name), Datum.FromInt64(sequence.State.Value),
            Datum.FromInt64((short)sequence.Type.Id), Datum.FromInt64(sequence.Start), Datum.FromInt64(sequence.Increment),
            Datum.FromInt64(sequence.Minimum), Datum.FromInt64(sequence.Maximum), Datum.FromInt64(sequence.Cache),
            Datum.FromBoolean(sequence.IsCycle), Datum.FromInt64(sequence.OwnerTable.Value),
            Datum.FromInt64(sequence.OwnerColumn), Datum.FromBoolean(sequence.IsIdentity),
        ]);

    /// <summary>Where a sequence stands.</summary>
    public static CatalogRecord SequenceState(ObjectId state, SequencePoint position) => Make(
        new(state, CatalogRecordKind.SequenceState, default, 0),
        [Datum.FromInt64(position.Last), Datum.FromBoolean(position.IsCalled)]);

    /// <summary>An enum with its labels, or a domain with its checks.</summary>
    public static List<CatalogRecord> Type(UserType type, ObjectId schema) => type switch
    {
        EnumType e => Enum(e, schema),
        DomainType d => Domain(d, schema),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>All comments of an object.</summary>
    public static List<CatalogRecord> Comments(ObjectId id, ImmutableArray<ObjectComment> comments)
    {
        var records = new List<CatalogRecord>(comments.Length);
        for (var i = 0; i < comments.Length; i++)
        {
            records.Add(Make(new(id, CatalogRecordKind.Comment, default, i),
            [
                Datum.FromInt64(comments[i].Column), Optional(comments[i].Constraint), Datum.FromText(comments[i].Text),
            ]));
        }

        return records;
    }

    private static List<CatalogRecord> Enum(EnumType type, ObjectId schema)
    {
        var id = new ObjectId(type.Id);
        var records = new List<CatalogRecord>
        {
            Make(new(id, CatalogRecordKind.Enum, default, 0), [Datum.FromInt64(schema.Value), Datum.FromText(type.Name)]),
        };
        for (var i = 0; i < type.Labels.Length; i++)
        {
            records.Add(Make(new(id, CatalogRecordKind.EnumLabel, default, i),
                [Datum.FromText(type.Labels[i].Name), Datum.FromInt64(type.Labels[i].Value)]));
        }

        return records;
    }

    private static List<CatalogRecord> Domain(DomainType type, ObjectId schema)
    {
        var id = new ObjectId(type.Id);
        var records = new List<CatalogRecord>
        {
            Make(new(id, CatalogRecordKind.Domain, default, 0),
            [
                Datum.FromInt64(schema.Value), Datum.FromText(type.Name), Datum.FromInt64((short)type.BaseType.Id),
                Datum.FromInt64(type.BaseType.Modifier), Datum.FromInt64((short)type.BaseType.Element),
                Datum.FromInt64(type.BaseType.UserTypeId), Datum.FromBoolean(type.IsNotNull), Optional(type.DefaultSql),
            ]),
        };
        for (var i = 0; i < type.Checks.Length; i++)
        {
            records.Add(Make(new(id, CatalogRecordKind.DomainCheck, default, i),
            [
                Datum.FromText(type.Checks[i].Name), Datum.FromText(type.Checks[i].ExpressionSql),
                Datum.FromBoolean(type.Checks[i].IsValid),
            ]));
        }

        return records;
    }

    private static void AddReferences(List<CatalogRecord> records, ObjectId id, ImmutableArray<ObjectId> references)
    {
        for (var i = 0; i < references.Length; i++)
            records.Add(Make(new(id, CatalogRecordKind.Reference, default, i), [Datum.FromInt64(references[i].Value)]));
    }

    private static CatalogRecord DroppedColumn(ObjectId table, DroppedColumn column) => Make(
        new(table, CatalogRecordKind.DroppedColumn, default, column.Number),
        [
            Datum.FromInt64((short)column.Type.Id), Datum.FromInt64(column.Type.Modifier),
            Datum.FromInt64((short)column.Type.Element), Datum.FromInt64(column.Type.UserTypeId),
            Datum.FromInt64(column.AddedInVersion), Datum.FromInt64(column.DroppedInVersion),
        ]);

    /// <summary>A value alone, as the row of one column that it would be.</summary>
    private static Datum EncodeMissing(ColumnSchema column)
    {
        if (column.Missing.IsNull)
            return Datum.Null;
        var writer = new RowWriter();
        writer.Begin(new RowLayout(1, [column.Type], []));
        writer.SetDatum(0, column.Missing);
        return Datum.FromBytes(writer.Finish().ToArray());
    }

    private static CatalogRecord Column(ObjectId table, ColumnSchema column) => Make(
        new(table, CatalogRecordKind.Column, default, column.Ordinal),
        [
            Datum.FromText(column.Name), Datum.FromInt64((short)column.Type.Id), Datum.FromInt64(column.Type.Modifier),
            Datum.FromInt64((short)column.Type.Element), Datum.FromInt64(column.Type.UserTypeId),
            Datum.FromBoolean(column.IsNullable), Optional(column.DefaultSql), Datum.FromInt64(column.AddedInVersion),
            Datum.FromInt64(column.Number), Datum.FromInt64((short)column.Generation),
            Datum.FromInt64(column.IdentitySequence.Value), EncodeMissing(column), Optional(column.Collation),
        ]);

    private static void AddKey(List<CatalogRecord> records, ObjectId table, ObjectId index, ImmutableArray<IndexColumn> columns)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            records.Add(Make(new(table, CatalogRecordKind.KeyColumn, index, i),
            [
                Datum.FromInt64(columns[i].Ordinal), Datum.FromBoolean(columns[i].Descending),
                Datum.FromBoolean(columns[i].NullsFirst),
            ]));
        }
    }

    private static void AddDetails(List<CatalogRecord> records, ObjectId table, IndexSchema index)
    {
        if (IndexRecords.HasDetails(index))
            records.Add(Make(new(table, CatalogRecordKind.IndexDetails, index.Id, 0), IndexRecords.ValuesOf(index)));
        for (var i = 0; i < index.Columns.Length; i++)
        {
            if (index.Columns[i].Expression is { } expression)
            {
                records.Add(Make(
                    new(table, CatalogRecordKind.IndexExpression, index.Id, i), IndexRecords.ValuesOf(expression)));
            }
        }

        for (var i = 0; i < index.Included.Length; i++)
        {
            records.Add(Make(
                new(table, CatalogRecordKind.IncludedColumn, index.Id, i), [Datum.FromInt64(index.Included[i])]));
        }
    }

    private static Datum Optional(string? text) => text is null ? Datum.Null : Datum.FromText(text);

    private static CatalogRecord Make(CatalogKey key, ReadOnlySpan<Datum> values)
    {
        var writer = new RowWriter();
        writer.Begin(CatalogLayouts.Of(key.Kind));
        for (var i = 0; i < values.Length; i++)
            writer.SetDatum(i, values[i]);
        return new(key.Encode(), writer.Finish().ToArray());
    }
}
