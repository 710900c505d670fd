using BTreeDb.Binding;
using BTreeDb.Execution.Kernels.Rows;

namespace BTreeDb.Execution.Expressions;

/// <summary>The functions of arrays, and those that list the labels of enums.</summary>
internal static class ArrayFunctions
{
    public static VectorExpression? TryCompile(in CallSite call)
    {
        if (call.Function is FunctionId.QuantifiedAny or FunctionId.QuantifiedAll)
        {
            var comparison = (FunctionId)((ConstantExpression)call.Arguments[2]).Value.AsInt64();
            return new QuantifiedExpression(
                call.Arguments[0], call.Arguments[1], comparison, call.Arguments.Length > 3 ? call.Arguments[3] : null,
                call.Function == FunctionId.QuantifiedAny, call.Capacity);
        }

        if (Find(call.Function) is not { } function)
            return null;
        return call.Rows(function, isStrict: call.Function < FunctionId.ArraySlice);
    }

    private static RowFunction? Find(FunctionId function) => function switch
    {
        FunctionId.ArrayContains => ArrayInspection.Contains,
        FunctionId.ArrayContained => ArrayInspection.Contained,
        FunctionId.ArrayOverlaps => ArrayInspection.Overlaps,
        FunctionId.ArrayLength => ArrayInspection.Length,
        FunctionId.ArrayLower => ArrayInspection.Lower,
        FunctionId.ArrayUpper => ArrayInspection.Upper,
        FunctionId.ArrayDims => ArrayInspection.Dimensions,
        FunctionId.ArrayNdims => ArrayInspection.DimensionCount,
        FunctionId.Cardinality => ArrayInspection.Cardinality,
        FunctionId.ArrayPosition => ArrayInspection.Position,
        FunctionId.ArrayPositions => ArrayInspection.Positions,
        FunctionId.ArrayToString or FunctionId.ArrayToStringNull => ArrayStrings.Join,
        FunctionId.StringToArray => ArrayStrings.Split,
        FunctionId.TrimArray => ArrayBuilding.Trim,
        FunctionId.ArrayMake => ArrayBuilding.Make,
        FunctionId.ArrayNest => ArrayBuilding.Nest,
        FunctionId.ArrayCat => ArrayBuilding.Concatenate,
        FunctionId.ArrayAppend => ArrayBuilding.Append,
        FunctionId.ArrayPrepend => ArrayBuilding.Prepend,
        FunctionId.ArrayRemove => ArrayBuilding.Remove,
        FunctionId.ArrayReplace => ArrayBuilding.Replace,
        FunctionId.ArrayFill => ArrayBuilding.Fill,
        FunctionId.ArraySubscript => ArrayAccess.Subscript,
        FunctionId.ArraySlice => ArrayAccess.Slice,
        FunctionId.ArrayAssign => ArrayAccess.Assign,
        FunctionId.ArrayAssignSlice => ArrayAccess.AssignSlice,
        FunctionId.EnumFirst => EnumLabels.First,
        FunctionId.EnumLast => EnumLabels.Last,
        FunctionId.EnumRange => EnumLabels.All,
        FunctionId.EnumRangeBetween => EnumLabels.Between,
        _ => null,
    };
}
