using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Engine.Definitions;

/// <summary>What becomes of a session's temporary tables when a transaction commits.</summary>
internal sealed class TemporaryTables
{
    private readonly Dictionary<ObjectId, OnCommitAction> _actions = [];

    /// <summary>Whether there is anything to do at a commit.</summary>
    public bool IsEmpty => _actions.Count == 0;

    /// <summary>Notes ON COMMIT DELETE ROWS or DROP.</summary>
    public void Add(ObjectId table, OnCommitAction action)
    {
        if (action is OnCommitAction.DeleteRows or OnCommitAction.Drop)
            _actions[table] = action;
    }

    /// <summary>Empties and drops tables, as the last thing that a transaction does.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="begin">Begins a definition in it.</param>
    public void BeforeCommit(SessionTransaction session, Func<DefinitionContext> begin)
    {
        var dropped = new List<SchemaItem>();
        foreach (var (id, action) in new Dictionary<ObjectId, OnCommitAction>(_actions))
        {
            if (!session.Catalog.TryGetTable(id, out var table))
                continue;
            if (action == OnCommitAction.Drop)
                dropped.Add(SchemaItem.Of(table));
            else if (session.Access.IsWritten(session.Access.GetTable(table)))
                begin().Execute($"DELETE FROM {RowValidation.NameOf(table)}");
        }

        if (dropped.Count == 0)
            return;
        DropSet.Run(begin(), dropped, Parsing.Syntax.DropBehavior.Cascade);
        session.EndDefinition();
        foreach (var item in dropped)
            _actions.Remove(item.Id);
    }
}
