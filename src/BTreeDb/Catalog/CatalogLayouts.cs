using BTreeDb.Types;

namespace BTreeDb.Catalog;

/// <summary>The rows behind each kind of record: the system tables' columns. The README lists them.</summary>
internal static class CatalogLayouts
{
    private static readonly RowLayout[] Database = Versions([SqlType.Integer, SqlType.BigInt, SqlType.BigInt]);
    private static readonly RowLayout[] Schema = Versions([SqlType.Text]);
    private static readonly RowLayout[] Table = Versions(
        [SqlType.BigInt, SqlType.Text, SqlType.BigInt, SqlType.Integer, SqlType.BigInt, SqlType.Text],
        [SqlType.Integer]);
    private static readonly RowLayout[] Column = Versions(
        [
            SqlType.Text, SqlType.SmallInt, SqlType.Integer, SqlType.SmallInt, SqlType.BigInt, SqlType.Boolean,
            SqlType.Text, SqlType.Integer,
        ],
        [SqlType.Integer, SqlType.SmallInt, SqlType.BigInt, SqlType.Bytea],
        [SqlType.Text]);
    private static readonly RowLayout[] Index = Versions([SqlType.Text, SqlType.BigInt, SqlType.Boolean, SqlType.Boolean]);
    private static readonly RowLayout[] KeyColumn = Versions([SqlType.Integer, SqlType.Boolean, SqlType.Boolean]);
    private static readonly RowLayout[] Check = Versions([SqlType.Text, SqlType.Text], [SqlType.Boolean, SqlType.Boolean]);
    private static readonly RowLayout[] View = Versions([SqlType.BigInt, SqlType.Text, SqlType.Text]);
    private static readonly RowLayout[] ViewColumn = Versions([SqlType.Text]);
    private static readonly RowLayout[] Reference = Versions([SqlType.BigInt]);
    private static readonly RowLayout[] RowCount = Versions([SqlType.BigInt]);
    private static readonly RowLayout[] Sequence = Versions(
        [
            SqlType.BigInt, SqlType.Text, SqlType.BigInt, SqlType.SmallInt, SqlType.BigInt, SqlType.BigInt, SqlType.BigInt,
            SqlType.BigInt, SqlType.BigInt, SqlType.Boolean, SqlType.BigInt, SqlType.Integer, SqlType.Boolean,
        ]);
    private static readonly RowLayout[] SequenceState = Versions([SqlType.BigInt, SqlType.Boolean]);
    private static readonly RowLayout[] EnumType = Versions([SqlType.BigInt, SqlType.Text]);
    private static readonly RowLayout[] EnumLabel = Versions([SqlType.Text, SqlType.Integer]);
    private static readonly RowLayout[] Domain = Versions(
        [
            SqlType.BigInt, SqlType.Text, SqlType.SmallInt, SqlType.Integer, SqlType.SmallInt, SqlType.BigInt,
            SqlType.Boolean, SqlType.Text,
        ]);
    private static readonly RowLayout[] DomainCheck = Versions([SqlType.Text, SqlType.Text, SqlType.Boolean]);
    private static readonly RowLayout[] Comment = Versions([SqlType.Integer, SqlType.Text, SqlType.Text]);
    private static readonly RowLayout[] DroppedColumn = Versions(
        [SqlType.SmallInt, SqlType.Integer, SqlType.SmallInt, SqlType.BigInt, SqlType.Integer, SqlType.Integer]);
    private static readonly RowLayout[] Materialized = Versions([SqlType.Text, SqlType.Boolean]);
    private static readonly RowLayout[] ForeignKey = Versions(
        [
            SqlType.Text, SqlType.BigInt, SqlType.BigInt, SqlType.Boolean, SqlType.SmallInt, SqlType.SmallInt,
            SqlType.Boolean, SqlType.Boolean, SqlType.Boolean,
        ]);
    private static readonly RowLayout[] ForeignKeyColumn = Versions([SqlType.Integer, SqlType.Integer, SqlType.Boolean]);
    private static readonly RowLayout[] IndexDetails = Versions(
        [SqlType.Text, SqlType.Boolean, SqlType.Boolean, SqlType.Boolean], [SqlType.Boolean]);
    private static readonly RowLayout[] IndexExpression = Versions(
        [SqlType.Text, SqlType.SmallInt, SqlType.Integer, SqlType.SmallInt, SqlType.BigInt]);
    private static readonly RowLayout[] IncludedColumn = Versions([SqlType.Integer]);
    private static readonly RowLayout[] ViewCheck = Versions([SqlType.SmallInt]);
    private static readonly RowLayout[] Routine = Versions(
        [
            SqlType.BigInt, SqlType.Text, SqlType.SmallInt, SqlType.SmallInt, SqlType.Integer, SqlType.SmallInt, SqlType.BigInt,
            SqlType.Boolean, SqlType.Text, SqlType.Boolean, SqlType.SmallInt, SqlType.Boolean, SqlType.Boolean, SqlType.Boolean,
            SqlType.SmallInt, SqlType.Double, SqlType.Double, SqlType.BigInt,
        ]);
    private static readonly RowLayout[] RoutineParameter = Versions(
        [
            SqlType.Text, SqlType.SmallInt, SqlType.SmallInt, SqlType.Integer, SqlType.SmallInt, SqlType.BigInt, SqlType.Text,
        ]);
    private static readonly RowLayout[] Collation = Versions([SqlType.BigInt, SqlType.Text, SqlType.Text, SqlType.Boolean]);
    private static readonly RowLayout[] Statistics = Versions([SqlType.BigInt, SqlType.Bytea]);

    /// <summary>The layout that this build writes; XX001 for a kind that does not exist.</summary>
    public static RowLayout Of(CatalogRecordKind kind) => AllOf(kind)[^1];

    /// <summary>The layout that a record was written under: columns that were added to its kind since are not in it.</summary>
    public static RowLayout Of(CatalogRecordKind kind, ReadOnlySpan<byte> record)
    {
        var all = AllOf(kind);
        var version = RowLayout.ReadSchemaVersion(record);
        return version >= 1 && version <= all.Length
            ? all[version - 1]
            : throw CatalogErrors.Corrupt($"a record of kind {(short)kind} has version {version}");
    }

    private static RowLayout[] AllOf(CatalogRecordKind kind) => kind switch
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
        CatalogRecordKind.Routine => Routine,
        CatalogRecordKind.RoutineParameter => RoutineParameter,
        CatalogRecordKind.Collation => Collation,
        CatalogRecordKind.ForeignKey => ForeignKey,
        CatalogRecordKind.ForeignKeyColumn => ForeignKeyColumn,
        CatalogRecordKind.IndexDetails => IndexDetails,
        CatalogRecordKind.IndexExpression => IndexExpression,
        CatalogRecordKind.IncludedColumn => IncludedColumn,
        CatalogRecordKind.ViewCheck => ViewCheck,
        CatalogRecordKind.Sequence => Sequence,
        CatalogRecordKind.SequenceState => SequenceState,
        CatalogRecordKind.Enum => EnumType,
        CatalogRecordKind.EnumLabel => EnumLabel,
        CatalogRecordKind.Domain => Domain,
        CatalogRecordKind.DomainCheck => DomainCheck,
        CatalogRecordKind.Comment => Comment,
        CatalogRecordKind.DroppedColumn => DroppedColumn,
        CatalogRecordKind.Materialized => Materialized,
        CatalogRecordKind.Statistics => Statistics,
        _ => throw CatalogErrors.Corrupt($"record kind {(short)kind} is unknown"),
    };

    /// <summary>The layouts of a kind by version, each with the columns of the one before and those added then.</summary>
    private static RowLayout[] Versions(params ReadOnlySpan<SqlType[]> added)
    {
        var layouts = new RowLayout[added.Length];
        var types = new List<SqlType>();
        for (var i = 0; i < added.Length; i++)
        {
            types.AddRange(added[i]);
            layouts[i] = new RowLayout(i + 1, types.ToArray(), []);
        }

        return layouts;
    }
}
