using BTreeDb.Binding.Collations;
using BTreeDb.Binding.Errors;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>COLLATE in definitions of columns, domains and indexes.</summary>
internal static class ColumnCollation
{
    /// <summary>0A000 for the key of a constraint, which holds the bytes of texts that may be equal though these are not.</summary>
    public static void RefuseKey(ColumnSchema column)
    {
        if (column.Collation is { } code && Collation.TryFind(code, out var collation) && !collation.IsDeterministic)
            throw DefinitionErrors.NotSupported($"a key of column \"{column.Name}\", whose collation is not deterministic; a unique index");
    }

    /// <summary>The collation that a definition names; null for none and for the default.</summary>
    public static Collation? Find(ICatalogView catalog, QualifiedName? name, SqlType type)
    {
        if (name is null)
            return null;
        if (!catalog.TryGetCollation(name.Schema, name.Name, out var collation))
            throw NameErrors.UndefinedCollation(string.Join('.', name.Parts), name.Position);
        if (!CollationBinder.IsCollatable(type))
            throw CollationErrors.NotCollatable(type, name.Position);
        if (!collation.IsByBytes)
            _ = collation.Culture;
        return ReferenceEquals(collation, Collation.Default) ? null : collation;
    }
}
