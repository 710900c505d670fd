using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations;

/// <summary>A relation whose rows are computed. One class for each; <see cref="SystemRelationIndex"/> lists them.</summary>
internal abstract class SystemRelation
{
    /// <summary>Describes a relation.</summary>
    /// <param name="oid">Its number.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="name">Its name.</param>
    /// <param name="columns">Names and types, <c>oid oid, relname name</c>; a <c>!</c> behind the type means NOT NULL.</param>
    /// <param name="isView">Whether PostgreSQL has it as a view.</param>
    protected SystemRelation(uint oid, string schema, string name, string columns, bool isView = false) =>
        Schema = new SystemTableSchema(oid, schema, name, Parse(columns)) { IsView = isView };

    /// <summary>What it looks like.</summary>
    public SystemTableSchema Schema { get; }

    /// <summary>Computes all rows.</summary>
    public abstract void Fill(SystemState state, SystemRows rows);

    private static ImmutableArray<ColumnSchema> Parse(string columns)
    {
        var parts = columns.Split(',', StringSplitOptions.TrimEntries);
        var parsed = ImmutableArray.CreateBuilder<ColumnSchema>(parts.Length);
        foreach (var part in parts)
        {
            var space = part.IndexOf(' ', StringComparison.Ordinal);
            var type = part[(space + 1)..].TrimEnd('!');
            parsed.Add(new ColumnSchema(part[..space], parsed.Count, TypeOf(type), IsNullable: !part.EndsWith('!')));
        }

        return parsed.MoveToImmutable();
    }

    private static SqlType TypeOf(string name) => name switch
    {
        "oid" => SqlType.Oid,
        "bool" => SqlType.Boolean,
        "int2" => SqlType.SmallInt,
        "int4" => SqlType.Integer,
        "int8" => SqlType.BigInt,
        "float4" => SqlType.Real,
        "float8" => SqlType.Double,
        "timestamptz" => SqlType.TimestampTz,
        "name" => SqlType.Name,
        "varchar" => new SqlType(TypeId.VarChar),
        "_text" or "_aclitem" or "_char" => SqlType.TextArray,
        "_oid" => SqlType.ArrayOf(SqlType.Oid),
        "regtype" => new SqlType(TypeId.RegType),
        // "char", pg_node_tree and the like are shown as their text.
        _ => SqlType.Text,
    };
}
