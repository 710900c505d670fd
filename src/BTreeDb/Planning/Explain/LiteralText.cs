using BTreeDb.Binding.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Planning.Explain;

/// <summary>Prints literals: numbers and booleans bare, everything else quoted with its type.</summary>
internal static class LiteralText
{
    /// <summary>The text of a literal that is not NULL.</summary>
    public static string Of(BoundLiteral literal)
    {
        var text = TextOutput.Format(literal.Value, literal.Type, SessionTimeZone.Utc);
        return literal.Type.Id switch
        {
            TypeId.Boolean => literal.Value.AsBoolean() ? "true" : "false",
            TypeId.SmallInt or TypeId.Integer or TypeId.BigInt or TypeId.Numeric => text,
            _ => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'::{TypeNames.Of(literal.Type)}",
        };
    }
}
