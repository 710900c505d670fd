using BTreeDb.Binding;
using BTreeDb.Execution.Kernels.Rows;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>The functions and operators of json and jsonb.</summary>
internal static class JsonFunctions
{
    public static VectorExpression? TryCompile(in CallSite call) =>
        Find(call) is { } function ? call.Rows(function, call.Function < FunctionId.JsonBuildObject) : null;

    private static RowFunction? Find(in CallSite call) => call.Function switch
    {
        FunctionId.JsonGet => JsonAccess.Get,
        FunctionId.JsonGetText => JsonAccess.GetText,
        FunctionId.JsonGetPath => JsonAccess.GetPath,
        FunctionId.JsonGetPathText => JsonAccess.GetPathText,
        FunctionId.JsonExtractPath => JsonAccess.Extract,
        FunctionId.JsonExtractPathText => JsonAccess.ExtractText,
        FunctionId.JsonLength => JsonAccess.Length,
        FunctionId.JsonTypeof => JsonAccess.TypeName,
        FunctionId.JsonbContains => JsonbOperators.Contains,
        FunctionId.JsonbContained => JsonbOperators.Contained,
        FunctionId.JsonbExists => JsonbOperators.Exists,
        FunctionId.JsonbExistsAny => JsonbOperators.ExistsAny,
        FunctionId.JsonbExistsAll => JsonbOperators.ExistsAll,
        FunctionId.JsonbConcat => JsonbOperators.Concatenate,
        FunctionId.JsonbDelete when call.ArgumentId(1) == TypeId.Integer => JsonbOperators.DeleteElement,
        FunctionId.JsonbDelete when call.ArgumentId(1) == TypeId.Array => JsonbOperators.DeleteKeys,
        FunctionId.JsonbDelete => JsonbOperators.DeleteKey,
        FunctionId.JsonbDeletePath => JsonbChanges.DeletePath,
        FunctionId.JsonbAssign => JsonbAssignment.Assign,
        FunctionId.JsonbSet => JsonbChanges.Set,
        FunctionId.JsonbSetLax => JsonbChanges.SetLax,
        FunctionId.JsonbInsert => JsonbChanges.Insert,
        FunctionId.JsonbPretty => JsonbChanges.Pretty,
        FunctionId.JsonStripNulls => JsonbChanges.StripNulls,
        FunctionId.ToJson => JsonBuilding.FromValue,
        FunctionId.ArrayToJson => JsonBuilding.FromArray,
        FunctionId.JsonObject => JsonBuilding.FromTexts,
        FunctionId.JsonBuildObject => JsonBuilding.Object,
        FunctionId.JsonBuildArray => JsonBuilding.List,
        FunctionId.RowToJson => JsonBuilding.Row,
        _ => null,
    };
}
