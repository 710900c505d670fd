namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>The options of CREATE and ALTER FUNCTION.</summary>
internal enum RoutineOptionKind
{
    Language,
    Immutable,
    Stable,
    Volatile,
    Window,
    Strict,
    CalledOnNullInput,
    LeakProof,
    NotLeakProof,
    SecurityDefiner,
    SecurityInvoker,
    Cost,
    Rows,
    Parallel,
    Support,
    Set,
    Text,
    LinkSymbol,
}
