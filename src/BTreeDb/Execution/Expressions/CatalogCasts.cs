using BTreeDb.Binding;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>Conversions to and from the types that name catalog objects: they look into the catalog.</summary>
internal static class CatalogCasts
{
    /// <summary>The node, or null when the conversion is none of these.</summary>
    public static VectorExpression? TryCompile(VectorExpression operand, SqlType type, int capacity)
    {
        if (FunctionOf(operand.Type.Id, type.Id) is not { } function)
            return null;
        var source = operand;
        if (operand.Type.Id is TypeId.SmallInt or TypeId.Integer or TypeId.BigInt)
            source = new CastCompiler(operand, SqlType.Oid, isExplicit: true, capacity).Compile();
        var call = new SystemFunctionExpression(function, [source], ResultOf(function), capacity);
        return call.Type.Id == type.Id ? call : new CastCompiler(call, type, isExplicit: true, capacity).Compile();
    }

    private static FunctionId? FunctionOf(TypeId from, TypeId to)
    {
        if (from is TypeId.SmallInt or TypeId.Integer or TypeId.BigInt or TypeId.Oid)
        {
            return to switch
            {
                TypeId.RegClass => FunctionId.OidToRegClass,
                TypeId.RegType => FunctionId.OidToRegType,
                TypeId.RegNamespace => FunctionId.OidToRegNamespace,
                _ => null,
            };
        }

        if (from is TypeId.Text or TypeId.VarChar or TypeId.Char or TypeId.Name)
        {
            return to switch
            {
                TypeId.RegClass => FunctionId.TextToRegClass,
                TypeId.RegType => FunctionId.TextToRegType,
                TypeId.RegNamespace => FunctionId.TextToRegNamespace,
                TypeId.Oid => FunctionId.TextToOid,
                _ => null,
            };
        }

        if (to is not (TypeId.Oid or TypeId.Integer or TypeId.BigInt))
            return null;
        return from switch
        {
            TypeId.RegClass => FunctionId.RegClassToOid,
            TypeId.RegType => FunctionId.RegTypeToOid,
            TypeId.RegNamespace => FunctionId.RegNamespaceToOid,
            _ => null,
        };
    }

    private static SqlType ResultOf(FunctionId function) => function switch
    {
        FunctionId.OidToRegClass or FunctionId.TextToRegClass => new SqlType(TypeId.RegClass),
        FunctionId.OidToRegType or FunctionId.TextToRegType => new SqlType(TypeId.RegType),
        FunctionId.OidToRegNamespace or FunctionId.TextToRegNamespace => new SqlType(TypeId.RegNamespace),
        _ => SqlType.Oid,
    };
}
