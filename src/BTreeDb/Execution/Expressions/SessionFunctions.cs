using BTreeDb.Binding;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>Functions about the session and the system, and those that take any type.</summary>
internal static class SessionFunctions
{
    private const string VersionText = "PostgreSQL 15.18 (BTreeDb 0.1.0)";

    public static VectorExpression? TryCompile(in CallSite call) => call.Function switch
    {
        FunctionId.Greatest => new ExtremeExpression(call.Arguments, isGreatest: true, call.Type, call.Capacity),
        FunctionId.Least => new ExtremeExpression(call.Arguments, isGreatest: false, call.Type, call.Capacity),
        FunctionId.GenRandomUuid => new VolatileExpression<UInt128>(SqlType.Uuid, static c => RandomUuid(c.Random), call.Capacity),
        FunctionId.PgTypeof => new ConstantExpression(Datum.FromText(TypeNames.Of(call.ArgumentId(0))), SqlType.Text),
        FunctionId.Version => new ConstantExpression(Datum.FromText(VersionText), SqlType.Text),
        FunctionId.CurrentDatabase => new SessionExpression(SqlType.Text, static c => Datum.FromText(c.CurrentDatabase)),
        FunctionId.CurrentSchema => new SessionExpression(SqlType.Text, static c => c.CurrentSchema is { } name ? Datum.FromText(name) : Datum.Null),
        FunctionId.CurrentUser => new SessionExpression(SqlType.Text, static c => Datum.FromText(c.CurrentUser)),
        >= FunctionId.AdvisoryLock and <= FunctionId.AdvisoryUnlockAll =>
            new AdvisoryLockExpression(call.Function, call.Arguments, call.Type, call.Capacity),
        >= FunctionId.NextVal and <= FunctionId.SequenceIsCalled =>
            new SequenceExpression(call.Function, call.Arguments, call.Type, call.Capacity),
        >= FunctionId.CurrentSetting and <= FunctionId.GetFunctionResult =>
            new SystemFunctionExpression(call.Function, call.Arguments, call.Type, call.Capacity),
        _ => null,
    };

    /// <summary>A uuid of version 4: all random but the version and the variant.</summary>
    private static UInt128 RandomUuid(Random random)
    {
        var high = ((ulong)random.NextInt64() ^ (ulong)random.NextInt64() << 1) & 0xFFFFFFFFFFFF0FFF | 0x4000;
        var low = ((ulong)random.NextInt64() ^ (ulong)random.NextInt64() << 1) & 0x3FFFFFFFFFFFFFFF | 0x8000000000000000;
        return new UInt128(high, low);
    }
}
