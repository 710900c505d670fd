using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Engine.Definitions;

/// <summary>What errors call the actions of ALTER TABLE.</summary>
internal static class AlterActionNames
{
    /// <summary>The action's words.</summary>
    public static string Of(AlterAction action) => action switch
    {
        AddColumnAction => "ADD COLUMN",
        DropColumnAction => "DROP COLUMN",
        AlterTypeAction => "ALTER COLUMN ... SET DATA TYPE",
        SetDefaultAction => "ALTER COLUMN ... SET DEFAULT",
        SetNotNullAction { NotNull: true } => "ALTER COLUMN ... SET NOT NULL",
        SetNotNullAction => "ALTER COLUMN ... DROP NOT NULL",
        DropExpressionAction => "ALTER COLUMN ... DROP EXPRESSION",
        AddIdentityAction => "ALTER COLUMN ... ADD IDENTITY",
        AlterIdentityAction => "ALTER COLUMN ... SET",
        DropIdentityAction => "ALTER COLUMN ... DROP IDENTITY",
        AddConstraintAction => "ADD CONSTRAINT",
        DropConstraintAction => "DROP CONSTRAINT",
        ValidateConstraintAction => "VALIDATE CONSTRAINT",
        AlterConstraintAction => "ALTER CONSTRAINT",
        SetStatisticsAction => "ALTER COLUMN ... SET STATISTICS",
        SetLoggedAction { Logged: true } => "SET LOGGED",
        SetLoggedAction => "SET UNLOGGED",
        SetOptionsAction { IsReset: true } => "RESET",
        SetOptionsAction => "SET",
        _ => "this action",
    };
}
