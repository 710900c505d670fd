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

    /// <summary>All constraints of a name: it need not be unique. Without a schema the first of the path that has one.</summary>
    private void Find(QualifiedName name, HashSet<ObjectId> named)
    {
        var catalog = transaction.Catalog;
        if (name.Schema is { } schema)
        {
            if (!catalog.TryGetSchema(schema, out _))
                throw CatalogErrors.SchemaMissing(schema);
            if (FindIn(schema, name.Name, named))
                return;
        }
        else
        {
            foreach (var candidate in catalog.Path.Lookup)
            {
                if (FindIn(candidate, name.Name, named))
                    return;
            }
        }

        throw SessionErrors.ConstraintMissing(name.Name);
    }

    private bool FindIn(string schema, string name, HashSet<ObjectId> named)
    {
        var isFound = false;
        foreach (var table in transaction.Catalog.Tables)
        {
            if (table.SchemaName != schema)
                continue;
            foreach (var key in table.ForeignKeys)
            {
                if (key.Name != name)
                    continue;
                isFound = true;
                named.Add(key.IsDeferrable ? key.Id : throw SessionErrors.NotDeferrable(name));
            }

            if (FindUnique(table, name) is { } index)
            {
                isFound = true;
                named.Add(index.IsDeferrable ? index.Id : throw SessionErrors.NotDeferrable(name));
            }
        }

        return isFound;
    }
}
