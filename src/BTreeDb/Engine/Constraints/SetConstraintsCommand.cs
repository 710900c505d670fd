using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Session;

namespace BTreeDb.Engine.Constraints;

/// <summary>SET CONSTRAINTS: says when deferrable constraints are checked, and checks those that are due now.</summary>
internal sealed class SetConstraintsCommand(
    SessionTransaction transaction, ConstraintChecks checks, Action<Notice> notify)
{
    /// <summary>Runs the statement within a transaction.</summary>
    public void Run(SetConstraintsStatement statement)
    {
        if (!transaction.IsBlock)
            notify(SessionErrors.OnlyEffectiveInTransaction("SET CONSTRAINTS"));
        if (statement.Names.IsEmpty)
        {
            transaction.Deferred = transaction.Deferred.WithAll(statement.Deferred);
            if (!statement.Deferred)
                checks.RunDeferred();
            return;
        }

        var named = new HashSet<ObjectId>();
        foreach (var name in statement.Names)
            Find(name, named);
        foreach (var key in named)
            transaction.Deferred = transaction.Deferred.With(key, statement.Deferred);
        if (!statement.Deferred)
            checks.RunDeferred(named.Contains);
    }

    /// <summary>All constraints of a name: it need not be unique.</summary>
    private void Find(QualifiedName name, HashSet<ObjectId> named)
    {
        transaction.Catalogs.FindSchema(name.Schema ?? CatalogSnapshot.DefaultSchema);
        var found = false;
        foreach (var table in transaction.Catalog.Tables)
        {
            if (table.SchemaName != (name.Schema ?? CatalogSnapshot.DefaultSchema))
                continue;
            foreach (var key in table.ForeignKeys)
            {
                if (key.Name != name.Name)
                    continue;
                found = true;
                if (key.IsDeferrable)
                    named.Add(key.Id);
                else
                    throw SessionErrors.NotDeferrable(name.Name);
            }
        }

        if (!found)
            throw SessionErrors.ConstraintMissing(name.Name);
    }
}
