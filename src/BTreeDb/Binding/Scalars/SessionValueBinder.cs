using System.Collections.Immutable;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Scalars;

/// <summary>Binds CURRENT_DATE and its kin, which are functions without parentheses.</summary>
internal static class SessionValueBinder
{
    private const int MaxFractionalDigits = 6;

    public static BoundExpression Bind(SessionValueExpression syntax)
    {
        var (function, type) = Resolve(syntax);
        BoundExpression call = new BoundCall(function, ImmutableArray<BoundExpression>.Empty, type)
        {
            Position = syntax.Position,
        };
        if (syntax.Precision is not { } precision)
            return call;
        return new BoundCast(call, type with { Modifier = Math.Min(precision, MaxFractionalDigits) }, IsExplicit: true)
        {
            Position = syntax.Position,
        };
    }

    private static (FunctionId Function, SqlType Type) Resolve(SessionValueExpression syntax) => syntax.Kind switch
    {
        SessionValueKind.CurrentDate => (FunctionId.CurrentDate, SqlType.Date),
        SessionValueKind.CurrentTimestamp => (FunctionId.Now, SqlType.TimestampTz),
        SessionValueKind.LocalTime => (FunctionId.LocalTime, SqlType.Time),
        SessionValueKind.LocalTimestamp => (FunctionId.LocalTimestamp, SqlType.Timestamp),
        SessionValueKind.CurrentTime => (FunctionId.CurrentTime, SqlType.TimeTz),
        SessionValueKind.CurrentCatalog => (FunctionId.CurrentDatabase, SqlType.Text),
        SessionValueKind.CurrentSchema => (FunctionId.CurrentSchema, SqlType.Text),
        _ => (FunctionId.CurrentUser, SqlType.Text),
    };
}
