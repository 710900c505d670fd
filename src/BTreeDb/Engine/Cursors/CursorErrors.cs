using BTreeDb.Diagnostics;

namespace BTreeDb.Engine.Cursors;

/// <summary>Errors of cursors.</summary>
internal static class CursorErrors
{
    public static EngineException Missing(string name) =>
        new(SqlState.InvalidCursorName, $"cursor \"{name}\" does not exist");

    public static EngineException AlreadyExists(string name) =>
        new(SqlState.DuplicateCursor, $"cursor \"{name}\" already exists");

    public static EngineException CannotScrollBack() =>
        new(SqlState.ObjectNotInPrerequisiteState, "cursor can only scan forward")
        {
            Hint = "Declare it with SCROLL option to enable backward scan.",
        };

    public static EngineException CannotRun(string name) =>
        new(SqlState.ObjectNotInPrerequisiteState, $"portal \"{name}\" cannot be run");

    public static EngineException NotOnRow(string name) =>
        new(SqlState.InvalidCursorState, $"cursor \"{name}\" is not positioned on a row");

    public static EngineException NotUpdatable(string name, string table) =>
        new(SqlState.InvalidCursorState, $"cursor \"{name}\" is not a simply updatable scan of table \"{table}\"");

    public static EngineException ChangesRows() =>
        new(SqlState.FeatureNotSupported, "DECLARE CURSOR must not contain data-modifying statements in WITH");

    public static EngineException LockedWith(string option) =>
        new(SqlState.FeatureNotSupported, $"DECLARE {option} CURSOR ... FOR UPDATE/SHARE is not supported")
        {
            Detail = option == "WITH HOLD" ? "Holdable cursors must be READ ONLY." : "Scrollable cursors must be READ ONLY.",
        };
}
