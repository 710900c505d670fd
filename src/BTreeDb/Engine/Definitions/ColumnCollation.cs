using BTreeDb.Binding.Collations;
using BTreeDb.Binding.Errors;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>COLLATE in definitions of columns, domains and indexes.</summary>
internal static class ColumnCollation
{
    /// <summary>The collation that a definition names; null for none and for the default.</summary>
    public static string? Find(QualifiedName? name, SqlType type)
    {
        if (name is null)
            return null;
        if (name.Schema is not (null or "pg_catalog") || !Collation.TryFind(name.Name, out var collation))
            throw NameErrors.UndefinedCollation(string.Join('.', name.Parts), name.Position);
        if (!CollationBinder.IsCollatable(type))
            throw CollationErrors.NotCollatable(type, name.Position);
        if (!collation.IsByBytes)
            _ = collation.Culture;
        return ReferenceEquals(collation, Collation.Default) ? null : collation.Name;
    }
}
