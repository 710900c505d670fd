namespace BTreeDb.Catalog.SystemRelations;

/// <summary>A relation without rows.</summary>
internal sealed class EmptyRelation(uint oid, string schema, string name, string columns, bool isView = false)
    : SystemRelation(oid, schema, name, columns, isView)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
    }
}
