using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>The columns of relations.</summary>
internal sealed class PgAttribute() : SystemRelation(1249, SystemRelationIndex.CatalogSchema, "pg_attribute",
    "attrelid oid!, attname name!, atttypid oid!, attstattarget int4!, attlen int2!, attnum int2!, "
    + "attndims int4!, attcacheoff int4!, atttypmod int4!, attbyval bool!, attalign char!, attstorage "
    + "char!, attcompression char!, attnotnull bool!, atthasdef bool!, atthasmissing bool!, attidentity "
    + "char!, attgenerated char!, attisdropped bool!, attislocal bool!, attinhcount int4!, attcollation "
    + "oid!, attacl _aclitem, attoptions _text, attfdwoptions _text, attmissingval anyarray")
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var relation in state.Objects.Relations)
        {
            if (relation.Kind == 'i')
                AddKey(relation, state, rows);
            foreach (var column in state.ColumnsOf(relation))
                Add(relation, column, SystemOids.AttributeOf(column), rows);
        }
    }

    private static void AddKey(RelationEntry index, SystemState state, SystemRows rows)
    {
        var columns = state.Session.ColumnsOf(index);
        for (var i = 0; i < columns.Length; i++)
            Add(index, columns[i], i + 1, rows);
    }

    private static void Add(RelationEntry relation, ColumnSchema column, int number, SystemRows rows)
    {
        var isIndex = relation.Kind == 'i';
        var type = SystemTypes.Find(column.Type.Id);
        var row = rows.Add();
        row["attrelid"] = Cell.Of(relation.Oid);
        row["attname"] = Cell.Of(column.Name);
        row["atttypid"] = Cell.Of(SystemTypes.OidOf(column.Type));
        row["attstattarget"] = Cell.Of(-1);
        row["attlen"] = Cell.Of(type?.Length ?? -1);
        row["attnum"] = Cell.Of(number);
        row["attndims"] = Cell.Of(column.Type is { Id: TypeId.Array, Domain: null } ? 1 : 0);
        row["attcacheoff"] = Cell.Of(-1);
        row["atttypmod"] = Cell.Of(SystemTypes.StoredModifier(column.Type));
        row["attbyval"] = Cell.Of(type is { Length: > 0 and <= 8 });
        row["attalign"] = Cell.Of("i");
        row["attstorage"] = Cell.Of(type is { Length: < 0 } ? column.Type.Id == TypeId.Numeric ? "m" : "x" : "p");
        row["attnotnull"] = Cell.Of(!isIndex && !column.IsNullable);
        row["atthasdef"] = Cell.Of(!isIndex && column.DefaultSql is not null);
        row["attidentity"] = Cell.Of(isIndex ? "" : ColumnFacts.IdentityLetter(column));
        row["attgenerated"] = Cell.Of(!isIndex && ColumnFacts.IsGenerated(column) ? "s" : "");
        row["attislocal"] = Cell.Of(true);
        row["attcollation"] = Cell.Of(SystemTypes.CollationOf(column));
    }
}
