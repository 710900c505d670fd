using BTreeDb.Binding.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Planning.Explain;

/// <summary>Prints literals: numbers and booleans bare, everything else quoted with its type.</summary>
internal static class LiteralText
{
    /// <summary>The text of a literal that is not NULL.</summary>
    public static string Of(BoundLiteral literal)
    {
        var vector = ColumnVector.Create(literal.Type, 1);
        vector.SetDatum(0, literal.Value);
        var writer = new ByteWriter();
        VectorEncoder.WriteText(writer, vector, 0, SessionTimeZone.Utc);
        var text = System.Text.Encoding.UTF8.GetString(writer.Written);
        return literal.Type.Id switch
        {
            TypeId.Boolean => literal.Value.AsBoolean() ? "true" : "false",
            TypeId.SmallInt or TypeId.Integer or TypeId.BigInt or TypeId.Numeric => text,
            _ => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'::{TypeNames.Of(literal.Type)}",
        };
    }
}
