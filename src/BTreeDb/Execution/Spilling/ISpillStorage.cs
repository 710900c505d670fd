namespace BTreeDb.Execution.Spilling;

/// <summary>Makes temporary files for operators that outgrow their memory.</summary>
internal interface ISpillStorage
{
    /// <summary>A new, empty temporary file that vanishes when it is disposed.</summary>
    ISpillFile Create();
}
