namespace BTreeDb.Engine.Plans;

/// <summary>
/// The statements of a session that keep operators for their next execution: those used last. Operators own batches, a
/// hundred kilobytes or more a statement, so a session that runs thousands of texts must not keep them all; plans, which
/// are small, stay in <see cref="PlanCache"/>. For one thread at a time.
/// </summary>
internal sealed class RunningPlans(int countMax)
{
    private readonly LinkedList<PreparedStatement> _byUse = new();

    /// <summary>Counts a use of a statement that has operators, and takes those of the one used longest ago.</summary>
    public void Touch(PreparedStatement statement)
    {
        var node = statement.Use;
        if (node.List is null)
        {
            _byUse.AddFirst(node);
            if (_byUse.Count > countMax)
                Forget(_byUse.Last!.Value);
        }
        else if (node.Previous is not null)
        {
            _byUse.Remove(node);
            _byUse.AddFirst(node);
        }
    }

    private void Forget(PreparedStatement statement)
    {
        _byUse.Remove(statement.Use);
        statement.Discard();
    }
}
