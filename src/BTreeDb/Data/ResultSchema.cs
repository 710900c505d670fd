using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using BTreeDb.Engine;
using BTreeDb.Types;

namespace BTreeDb.Data;

/// <summary>Describes the columns of a result in ADO.NET's two ways.</summary>
internal static class ResultSchema
{
    /// <summary>The .NET type in which a value is handed out.</summary>
    [return: DynamicallyAccessedMembers(
        DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties)]
    public static Type ClrTypeOf(SqlType type) => type.Id switch
    {
        TypeId.Boolean => typeof(bool),
        TypeId.SmallInt => typeof(short),
        TypeId.Integer => typeof(int),
        TypeId.BigInt or TypeId.Oid => typeof(long),
        TypeId.Real => typeof(float),
        TypeId.Double => typeof(double),
        TypeId.Numeric => typeof(decimal),
        TypeId.Bytea => typeof(byte[]),
        TypeId.Date => typeof(DateOnly),
        TypeId.Time => typeof(TimeOnly),
        TypeId.Timestamp or TypeId.TimestampTz => typeof(DateTime),
        TypeId.Uuid => typeof(Guid),
        TypeId.Array => ArrayTypeOf(type.Element),
        _ => typeof(string),
    };

    [return: DynamicallyAccessedMembers(
        DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties)]
    private static Type ArrayTypeOf(TypeId element) => element switch
    {
        TypeId.Boolean => typeof(bool[]),
        TypeId.SmallInt => typeof(short[]),
        TypeId.Integer => typeof(int[]),
        TypeId.BigInt => typeof(long[]),
        TypeId.Real => typeof(float[]),
        TypeId.Double => typeof(double[]),
        TypeId.Numeric => typeof(decimal[]),
        TypeId.Bytea => typeof(byte[][]),
        TypeId.Date => typeof(DateOnly[]),
        TypeId.Time => typeof(TimeOnly[]),
        TypeId.Timestamp or TypeId.TimestampTz => typeof(DateTime[]),
        TypeId.Uuid => typeof(Guid[]),
        _ => typeof(string[]),
    };

    /// <summary>One description for each column.</summary>
    public static ReadOnlyCollection<DbColumn> Columns(ImmutableArray<ResultColumn> columns)
    {
        var described = new DbColumn[columns.Length];
        for (var i = 0; i < described.Length; i++)
            described[i] = new BTreeDbColumn(columns[i], i);
        return new(described);
    }

    /// <summary>The same as a table, under the names that <see cref="IDataReader.GetSchemaTable"/> prescribes.</summary>
    [UnconditionalSuppressMessage(
        "Trimming", "IL2111", Justification = "typeof(Type) names a column's type; nothing of it is called by reflection.")]
    public static DataTable Table(ReadOnlyCollection<DbColumn> columns)
    {
        var table = new DataTable("SchemaTable") { Locale = CultureInfo.InvariantCulture };
        Add(table, SchemaTableColumn.ColumnName, typeof(string));
        Add(table, SchemaTableColumn.ColumnOrdinal, typeof(int));
        Add(table, SchemaTableColumn.ColumnSize, typeof(int));
        Add(table, SchemaTableColumn.NumericPrecision, typeof(short));
        Add(table, SchemaTableColumn.NumericScale, typeof(short));
        Add(table, SchemaTableColumn.DataType, typeof(Type));
        Add(table, "DataTypeName", typeof(string));
        Add(table, SchemaTableColumn.AllowDBNull, typeof(bool));
        Add(table, SchemaTableColumn.IsKey, typeof(bool));
        Add(table, SchemaTableColumn.IsUnique, typeof(bool));
        Add(table, SchemaTableColumn.IsLong, typeof(bool));
        Add(table, SchemaTableColumn.IsAliased, typeof(bool));
        Add(table, SchemaTableColumn.IsExpression, typeof(bool));
        Add(table, SchemaTableOptionalColumn.IsReadOnly, typeof(bool));
        Add(table, SchemaTableOptionalColumn.IsAutoIncrement, typeof(bool));
        Add(table, SchemaTableColumn.BaseSchemaName, typeof(string));
        Add(table, SchemaTableColumn.BaseTableName, typeof(string));
        Add(table, SchemaTableColumn.BaseColumnName, typeof(string));

        foreach (var column in columns)
            AddRow(table, column);
        return table;
    }

    private static void Add(
        DataTable table,
        string name,
        [DynamicallyAccessedMembers(
            DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties)]
        Type type) =>
        table.Columns.Add(new DataColumn(name) { DataType = type });

    private static void AddRow(DataTable table, DbColumn column) => table.Rows.Add(
        column.ColumnName,
        column.ColumnOrdinal,
        column.ColumnSize ?? -1,
        (object?)column.NumericPrecision ?? DBNull.Value,
        (object?)column.NumericScale ?? DBNull.Value,
        column.DataType,
        column.DataTypeName,
        column.AllowDBNull,
        column.IsKey,
        column.IsUnique,
        column.IsLong,
        column.IsAliased,
        column.IsExpression,
        column.IsReadOnly,
        column.IsAutoIncrement,
        column.BaseSchemaName,
        column.BaseTableName,
        column.BaseColumnName);
}
