namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>What ALTER FUNCTION changes.</summary>
internal enum AlterRoutineAction
{
    Rename,
    SetSchema,
    SetOwner,
    SetOptions,
}
