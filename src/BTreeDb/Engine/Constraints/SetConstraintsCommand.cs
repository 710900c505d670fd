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

    private static IndexSchema? FindUnique(TableSchema table, string name)
    {
        foreach (var index in table.Indexes)
        {
            if (index.BacksConstraint && index.Name == name)
                return index;
        }

        return null;
    }

    /// <summary>All constraints of a name: it need not be unique.</summary>
    private void Find(QualifiedName name, HashSet<ObjectId> named)
    {
        var schema = name.Schema ?? CatalogSnapshot.DefaultSchema;
        transaction.Catalogs.FindSchema(schema);
        var found = false;
        foreach (var table in transaction.Catalog.Tables)
        {
            if (table.SchemaName != schema)
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

        foreach (var table in transaction.Catalog.Tables)
        {
            if (table.SchemaName == schema && FindUnique(table, name.Name) is { } index)
            {
                found = true;
                named.Add(index.IsDeferrable ? index.Id : throw SessionErrors.NotDeferrable(name.Name));
            }
        }

        if (!found)
            throw SessionErrors.ConstraintMissing(name.Name);
    }
}
