namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>What happens at the end of a path.</summary>
internal enum JsonbChangeKind
{
    /// <summary>The value is set if it is there.</summary>
    Replace,

    /// <summary>The value is set or added.</summary>
    Create,

    /// <summary>An element is added before another, or a new member.</summary>
    InsertBefore,

    /// <summary>An element is added after another, or a new member.</summary>
    InsertAfter,

    /// <summary>The value goes away.</summary>
    Delete,
}
