using BTreeDb.Types;

namespace BTreeDb.Catalog;

/// <summary>The rows behind each kind of record: the system tables' columns. The README lists them.</summary>
internal static class CatalogLayouts
{
    private const int Version = 1;

    private static readonly RowLayout Database = Layout(SqlType.Integer, SqlType.BigInt, SqlType.BigInt);
    private static readonly RowLayout Schema = Layout(SqlType.Text);
    private static readonly RowLayout Table = Layout(
        SqlType.BigInt, SqlType.Text, SqlType.BigInt, SqlType.Integer, SqlType.BigInt, SqlType.Text);
    private static readonly RowLayout Column = Layout(
        SqlType.Text, SqlType.SmallInt, SqlType.Integer, SqlType.SmallInt, SqlType.BigInt, SqlType.Boolean,
        SqlType.Text, SqlType.Integer);
    private static readonly RowLayout Index = Layout(SqlType.Text, SqlType.BigInt, SqlType.Boolean, SqlType.Boolean);
    private static readonly RowLayout KeyColumn = Layout(SqlType.Integer, SqlType.Boolean, SqlType.Boolean);
    private static readonly RowLayout Check = Layout(SqlType.Text, SqlType.Text);
    private static readonly RowLayout View = Layout(SqlType.BigInt, SqlType.Text, SqlType.Text);
    private static readonly RowLayout ViewColumn = Layout(SqlType.Text);
    private static readonly RowLayout Reference = Layout(SqlType.BigInt);
    private static readonly RowLayout RowCount = Layout(SqlType.BigInt);
    private static readonly RowLayout ForeignKey = Layout(
        SqlType.Text, SqlType.BigInt, SqlType.BigInt, SqlType.Boolean, SqlType.SmallInt, SqlType.SmallInt,
        SqlType.Boolean, SqlType.Boolean, SqlType.Boolean);
    private static readonly RowLayout IndexDetails = Layout(
        SqlType.Text, SqlType.Boolean, SqlType.Boolean, SqlType.Boolean);
    private static readonly RowLayout IndexExpression = Layout(
        SqlType.Text, SqlType.SmallInt, SqlType.Integer, SqlType.SmallInt, SqlType.BigInt);
    private static readonly RowLayout ViewCheck = Layout(SqlType.SmallInt);
    private static readonly RowLayout IncludedColumn = Layout(SqlType.Integer);
    private static readonly RowLayout ForeignKeyColumn = Layout(SqlType.Integer, SqlType.Integer, SqlType.Boolean);

    /// <summary>The layout of a kind of record; XX001 for a kind that does not exist.</summary>
    public static RowLayout Of(CatalogRecordKind kind) => kind switch
    {
        CatalogRecordKind.Database => Database,
        CatalogRecordKind.Schema => Schema,
        CatalogRecordKind.Table => Table,
        CatalogRecordKind.Column => Column,
        CatalogRecordKind.Index => Index,
        CatalogRecordKind.KeyColumn => KeyColumn,
        CatalogRecordKind.Check => Check,
        CatalogRecordKind.View => View,
        CatalogRecordKind.ViewColumn => ViewColumn,
        CatalogRecordKind.Reference => Reference,
        CatalogRecordKind.RowCount => RowCount,
        CatalogRecordKind.ForeignKey => ForeignKey,
        CatalogRecordKind.ForeignKeyColumn => ForeignKeyColumn,
        CatalogRecordKind.IndexDetails => IndexDetails,
        CatalogRecordKind.IndexExpression => IndexExpression,
        CatalogRecordKind.IncludedColumn => IncludedColumn,
        CatalogRecordKind.ViewCheck => ViewCheck,
        _ => throw CatalogErrors.Corrupt($"record kind {(short)kind} is unknown"),
    };

    private static RowLayout Layout(params ReadOnlySpan<SqlType> types) => new(Version, types, []);
}
