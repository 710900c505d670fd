using BTreeDb.Binding;

namespace BTreeDb.Planning.Explain;

/// <summary>How operations are written.</summary>
internal static class FunctionText
{
    /// <summary>The operator's symbol; null for functions.</summary>
    public static string? SymbolOf(FunctionId function) => function switch
    {
        FunctionId.Add or FunctionId.UnaryPlus => "+",
        FunctionId.Subtract or FunctionId.Negate => "-",
        FunctionId.Multiply => "*",
        FunctionId.Divide => "/",
        FunctionId.Modulo => "%",
        FunctionId.Power => "^",
        FunctionId.BitAnd => "&",
        FunctionId.BitOr => "|",
        FunctionId.BitXor => "#",
        FunctionId.BitNot => "~",
        FunctionId.ShiftLeft => "<<",
        FunctionId.ShiftRight => ">>",
        FunctionId.Equal => "=",
        FunctionId.NotEqual => "<>",
        FunctionId.Less => "<",
        FunctionId.LessOrEqual => "<=",
        FunctionId.Greater => ">",
        FunctionId.GreaterOrEqual => ">=",
        FunctionId.Concat => "||",
        FunctionId.Like or FunctionId.CollatedLike => "~~",
        FunctionId.NotLike or FunctionId.CollatedNotLike => "!~~",
        FunctionId.ILike or FunctionId.CollatedILike => "~~*",
        FunctionId.NotILike or FunctionId.CollatedNotILike => "!~~*",
        _ => null,
    };

    /// <summary>The function's name.</summary>
    public static string NameOf(FunctionId function) => function.ToString().ToLowerInvariant();
}
