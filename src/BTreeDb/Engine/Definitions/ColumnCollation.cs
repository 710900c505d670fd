using System.Collections.Immutable;
using BTreeDb.Binding.Collations;
using BTreeDb.Binding.Errors;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>COLLATE in definitions of columns, domains and indexes.</summary>
internal static class ColumnCollation
{
    /// <summary>The collation of a column whose texts may be equal though their bytes are not; else null.</summary>
    public static Collation? FindLoose(ColumnSchema column) =>
        column.Collation is { } code && Collation.TryFind(code, out var collation) && !collation.IsDeterministic ? collation : null;

    /// <summary>Whether a key has such a column, so that rows cannot be clustered by it.</summary>
    public static bool IsLoose(ImmutableArray<ColumnSchema> columns, ImmutableArray<int> key)
    {
        foreach (var ordinal in key)
        {
            if (FindLoose(columns[ordinal]) is not null)
                return true;
        }

        return false;
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
