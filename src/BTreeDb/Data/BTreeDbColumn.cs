using System.Data.Common;
using BTreeDb.Catalog;
using BTreeDb.Engine;
using BTreeDb.Types;

namespace BTreeDb.Data;

/// <summary>What is known about a column of a result.</summary>
internal sealed class BTreeDbColumn : DbColumn
{
    public BTreeDbColumn(ResultColumn column, int ordinal)
    {
        ColumnName = column.Name;
        ColumnOrdinal = ordinal;
        DataType = ResultSchema.ClrTypeOf(column.Type);
        DataTypeName = TypeNames.Of(column.Type);
        AllowDBNull = column.IsNullable;
        IsLong = false;
        IsReadOnly = column.Column is null;
        IsExpression = column.Column is null;
        IsAliased = column.Column is { } origin && origin.Name != column.Name;
        IsAutoIncrement = false;
        IsKey = false;
        IsUnique = false;
        SetSize(column.Type);
        if (column.Table is not null && column.Column is not null)
            SetOrigin(column.Table, column.Column);
    }

    private void SetSize(SqlType type)
    {
        if (type.Modifier < 0)
            return;
        if (type.Id is TypeId.VarChar or TypeId.Char)
        {
            ColumnSize = type.Modifier;
        }
        else if (type.Id == TypeId.Numeric)
        {
            NumericPrecision = type.Modifier >> 16;
            NumericScale = (short)type.Modifier;
        }
    }

    private void SetOrigin(TableSchema table, ColumnSchema column)
    {
        BaseSchemaName = table.SchemaName;
        BaseTableName = table.Name;
        BaseColumnName = column.Name;
        IsKey = Contains(table.PrimaryKey.AsSpan(), column.Ordinal);
        IsUnique = IsKey == true && table.PrimaryKey.Length == 1;
        foreach (var index in table.Indexes)
            IsUnique |= index.KeepsRowsApart && index.Columns.Length == 1 && index.Columns[0].Ordinal == column.Ordinal;
    }

    private static bool Contains(ReadOnlySpan<IndexColumn> columns, int ordinal)
    {
        foreach (var column in columns)
        {
            if (column.Ordinal == ordinal)
                return true;
        }

        return false;
    }
}
