using BTreeDb.Parsing.Syntax;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>serial and its kin: no types, but an integer column with a sequence of its own.</summary>
internal static class SerialTypes
{
    /// <summary>The integer type behind a serial one; null for another name.</summary>
    public static SqlType? Find(TypeName name)
    {
        if (name.Name.Schema is not null || !name.ArrayBounds.IsEmpty)
            return null;
        return name.Name.Name switch
        {
            "smallserial" or "serial2" => SqlType.SmallInt,
            "serial" or "serial4" => SqlType.Integer,
            "bigserial" or "serial8" => SqlType.BigInt,
            _ => null,
        };
    }
}
