namespace BTreeDb.Execution.Expressions;

/// <summary>A value of an execution that is computed when an expression asks for it first.</summary>
internal interface IPendingValue
{
    /// <summary>Computes the value and puts it into its slot, or waits until another thread has done so.</summary>
    void Resolve();
}
