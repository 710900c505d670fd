using System.Diagnostics;
using BTreeDb.Bench.Engines;
using Kind = BTreeDb.Bench.Engines.ParameterKind;

namespace BTreeDb.Bench.Tpch;

/// <summary>The tables, keys and types of TPC-H, and indexes on the foreign keys that its queries follow.</summary>
internal static class TpchSchema
{
    /// <summary>All tables; a table comes after those that it refers to.</summary>
    public static readonly TpchTable[] Tables =
    [
        new("region", "r_regionkey", [("r_regionkey", Kind.Int32), ("r_name", Kind.Text), ("r_comment", Kind.Text)], _ => SmallTables.Regions()),
        new("nation", "n_nationkey",
            [("n_nationkey", Kind.Int32), ("n_name", Kind.Text), ("n_regionkey", Kind.Int32), ("n_comment", Kind.Text)], _ => SmallTables.Nations()),
        new("supplier", "s_suppkey",
            [
                ("s_suppkey", Kind.Int32), ("s_name", Kind.Text), ("s_address", Kind.Text), ("s_nationkey", Kind.Int32), ("s_phone", Kind.Text),
                ("s_acctbal", Kind.Decimal), ("s_comment", Kind.Text),
            ],
            SmallTables.Suppliers),
        new("part", "p_partkey",
            [
                ("p_partkey", Kind.Int32), ("p_name", Kind.Text), ("p_mfgr", Kind.Text), ("p_brand", Kind.Text), ("p_type", Kind.Text), ("p_size", Kind.Int32),
                ("p_container", Kind.Text), ("p_retailprice", Kind.Decimal), ("p_comment", Kind.Text),
            ],
            PartTables.Parts),
        new("partsupp", "ps_partkey, ps_suppkey",
            [
                ("ps_partkey", Kind.Int32), ("ps_suppkey", Kind.Int32), ("ps_availqty", Kind.Int32), ("ps_supplycost", Kind.Decimal), ("ps_comment", Kind.Text),
            ],
            PartTables.PartSuppliers),
        new("customer", "c_custkey",
            [
                ("c_custkey", Kind.Int32), ("c_name", Kind.Text), ("c_address", Kind.Text), ("c_nationkey", Kind.Int32), ("c_phone", Kind.Text),
                ("c_acctbal", Kind.Decimal), ("c_mktsegment", Kind.Text), ("c_comment", Kind.Text),
            ],
            SmallTables.Customers),
        new("orders", "o_orderkey",
            [
                ("o_orderkey", Kind.Int32), ("o_custkey", Kind.Int32), ("o_orderstatus", Kind.Text), ("o_totalprice", Kind.Decimal), ("o_orderdate", Kind.Date),
                ("o_orderpriority", Kind.Text), ("o_clerk", Kind.Text), ("o_shippriority", Kind.Int32), ("o_comment", Kind.Text),
            ],
            OrderTables.Orders),
        new("lineitem", "l_orderkey, l_linenumber",
            [
                ("l_orderkey", Kind.Int32), ("l_partkey", Kind.Int32), ("l_suppkey", Kind.Int32), ("l_linenumber", Kind.Int32), ("l_quantity", Kind.Decimal),
                ("l_extendedprice", Kind.Decimal), ("l_discount", Kind.Decimal), ("l_tax", Kind.Decimal), ("l_returnflag", Kind.Text),
                ("l_linestatus", Kind.Text), ("l_shipdate", Kind.Date), ("l_commitdate", Kind.Date), ("l_receiptdate", Kind.Date),
                ("l_shipinstruct", Kind.Text), ("l_shipmode", Kind.Text), ("l_comment", Kind.Text),
            ],
            OrderTables.LineItems),
    ];

    /// <summary>Indexes for engines that look rows up.</summary>
    public static readonly string[] Indexes =
    [
        "CREATE INDEX partsupp_suppkey ON partsupp (ps_suppkey)",
        "CREATE INDEX orders_custkey ON orders (o_custkey)",
        "CREATE INDEX lineitem_part ON lineitem (l_partkey, l_suppkey)",
    ];

    /// <summary>What an engine binds for a kind.</summary>
    public static ParameterKind KindFor(EngineKind engine, ParameterKind kind) => (engine, kind) switch
    {
        (EngineKind.Sqlite, Kind.Decimal) => Kind.Double,
        (EngineKind.Sqlite, Kind.Date) => Kind.Text,
        _ => kind,
    };

    /// <summary>The type of a column.</summary>
    public static string TypeFor(EngineKind engine, ParameterKind kind) => kind switch
    {
        Kind.Int32 => "integer",
        Kind.Text => "text",
        Kind.Decimal => engine == EngineKind.Sqlite ? "real" : "decimal(15,2)",
        Kind.Date => engine == EngineKind.Sqlite ? "text" : "date",
        _ => throw new UnreachableException(),
    };
}
