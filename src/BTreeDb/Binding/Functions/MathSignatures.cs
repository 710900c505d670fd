using TypeId = BTreeDb.Types.TypeId;
using static BTreeDb.Binding.Functions.FunctionTypes;

namespace BTreeDb.Binding.Functions;

/// <summary>The less common mathematical functions, which are called row by row.</summary>
internal static class MathSignatures
{
    /// <summary>Adds the functions.</summary>
    public static void AddFunctions(SignatureTable table)
    {
        table.Add("sinh", FunctionId.Sinh, Float8, Float8);
        table.Add("cosh", FunctionId.Cosh, Float8, Float8);
        table.Add("tanh", FunctionId.Tanh, Float8, Float8);
        table.Add("asinh", FunctionId.Asinh, Float8, Float8);
        table.Add("acosh", FunctionId.Acosh, Float8, Float8);
        table.Add("atanh", FunctionId.Atanh, Float8, Float8);
        table.Add("sind", FunctionId.Sind, Float8, Float8);
        table.Add("cosd", FunctionId.Cosd, Float8, Float8);
        table.Add("tand", FunctionId.Tand, Float8, Float8);
        table.Add("cotd", FunctionId.Cotd, Float8, Float8);
        table.Add("asind", FunctionId.Asind, Float8, Float8);
        table.Add("acosd", FunctionId.Acosd, Float8, Float8);
        table.Add("atand", FunctionId.Atand, Float8, Float8);
        table.Add("atan2d", FunctionId.Atan2d, Float8, Float8, Float8);
        table.Add("scale", FunctionId.Scale, Int4, Numeric);
        table.Add("min_scale", FunctionId.MinScale, Int4, Numeric);
        table.Add("trim_scale", FunctionId.TrimScale, Numeric, Numeric);
        table.Add("width_bucket", FunctionId.WidthBucket, Int4, Float8, Float8, Float8, Int4);
        table.Add("width_bucket", FunctionId.WidthBucket, Int4, Numeric, Numeric, Numeric, Int4);
        table.Add("width_bucket", FunctionId.WidthBucket, Int4, AnyCompatible, AnyCompatibleArray);
        table.Add("setseed", FunctionId.SetSeed, TypeId.Void, Float8);
    }
}
