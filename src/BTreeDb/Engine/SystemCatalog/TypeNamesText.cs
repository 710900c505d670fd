using BTreeDb.Binding;
using BTreeDb.Binding.Clauses;
using BTreeDb.Catalog;
using BTreeDb.Catalog.SystemRelations;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Engine.SystemCatalog;

/// <summary>Names of types as text: the output and the input of <c>regtype</c>, and <c>format_type</c>.</summary>
internal static class TypeNamesText
{
    /// <summary>The name of a type by its number and stored modifier, as <c>format_type</c> gives it.</summary>
    public static string Format(long oid, int storedModifier, CatalogSnapshot catalog)
    {
        if (oid == 0)
            return "-";
        if (SystemTypes.TypeOf(oid, storedModifier, catalog) is { } type)
            return CatalogNames.Of(type, catalog);
        return oid == 18 ? "\"char\"" : "???";
    }

    /// <summary>Finds the type that a text means; null when there is none.</summary>
    public static SqlType? TryFind(string text, CatalogSnapshot catalog)
    {
        try
        {
            return SqlParser.ParseExpression($"NULL::{text}") is CastExpression cast
                ? Binder.ResolveType(cast.Type, catalog) with { Modifier = -1 }
                : null;
        }
        catch (EngineException error) when (error.SqlState is SqlState.UndefinedObject or SqlState.FeatureNotSupported)
        {
            return null;
        }
    }
}
