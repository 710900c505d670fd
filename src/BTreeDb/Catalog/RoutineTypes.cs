using BTreeDb.Types;

namespace BTreeDb.Catalog;

/// <summary>
/// The stand-ins for types that routines may declare. They have the codes by which signatures of built-in functions know
/// them, and are never the type of a value.
/// </summary>
internal static class RoutineTypes
{
    /// <summary>The first code of a stand-in.</summary>
    public const TypeId FirstStandIn = (TypeId)249;

    /// <summary>Whether a type stands for those of the arguments.</summary>
    public static bool IsStandIn(SqlType type) => type.Id >= FirstStandIn;

    /// <summary>The stand-in of a name; null when it is none.</summary>
    public static SqlType? Find(string name) => name switch
    {
        "anyelement" => new SqlType((TypeId)254),
        "anyarray" => new SqlType((TypeId)253),
        "anynonarray" => new SqlType((TypeId)252),
        "anyenum" => new SqlType((TypeId)251),
        "anycompatible" => new SqlType((TypeId)250),
        "anycompatiblearray" => new SqlType((TypeId)249),
        _ => null,
    };

    /// <summary>The name of a type, stand-ins included.</summary>
    public static string NameOf(SqlType type) => (int)type.Id switch
    {
        254 => "anyelement",
        253 => "anyarray",
        252 => "anynonarray",
        251 => "anyenum",
        250 => "anycompatible",
        249 => "anycompatiblearray",
        _ => TypeNames.Of(type.Family),
    };
}
