using BTreeDb.Catalog;
using BTreeDb.Catalog.SystemRelations;
using BTreeDb.Parsing.Printing;

namespace BTreeDb.Engine.SystemCatalog;

/// <summary>Names of relations as text: the output and the input of <c>regclass</c>.</summary>
internal static class RelationNames
{
    /// <summary>The name, with its schema unless it is found without.</summary>
    public static string Of(RelationEntry relation, SystemObjects objects) => objects.IsVisible(relation)
        ? IdentifierQuoting.Quote(relation.Name)
        : $"{IdentifierQuoting.Quote(relation.Schema)}.{IdentifierQuoting.Quote(relation.Name)}";

    /// <summary>Finds the relation that a text means; null when there is none.</summary>
    public static RelationEntry? TryFind(string text, SystemObjects objects)
    {
        var parts = QualifiedNameText.Parse(text);
        return parts.Count switch
        {
            1 => objects.Find(null, parts[0]),
            2 => objects.Find(parts[0], parts[1]),
            3 => objects.Find(parts[1], parts[2]),
            _ => null,
        };
    }

    /// <summary>Finds the relation that a text means; 42P01 when there is none, 3F000 when its schema is not there.</summary>
    public static RelationEntry Find(string text, SystemObjects objects)
    {
        if (TryFind(text, objects) is { } relation)
            return relation;
        throw CatalogErrors.RelationMissing(string.Join('.', QualifiedNameText.Parse(text)), -1);
    }
}
