using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>How messages call objects: the kind, and the name with its schema where the path does not lead to it.</summary>
internal static class SchemaItemNames
{
    /// <summary>Describes an item.</summary>
    public static string Describe(this CatalogSnapshot catalog, SchemaItem item)
    {
        switch (item.Kind)
        {
            case SchemaItemKind.Schema:
                foreach (var schema in catalog.Schemas)
                {
                    if (schema.Id == item.Id)
                        return $"schema {QualifiedText.Quote(schema.Name)}";
                }

                break;
            case SchemaItemKind.Routine when catalog.FindRoutine(item.Id) is { } routine:
                return $"{(routine.Kind == RoutineKind.Procedure ? "procedure" : "function")} {routine.Signature}";
            case SchemaItemKind.Collation when catalog.FindCollation(item.Id) is { } collation:
                return $"collation {catalog.NameOf(collation)}";
            case SchemaItemKind.View when catalog.TryGetView(item.Id, out var view):
                return $"view {catalog.NameOf(view.SchemaName, view.Name)}";
            case SchemaItemKind.Sequence when catalog.TryGetSequence(item.Id, out var sequence):
                return $"sequence {catalog.NameOf(sequence.SchemaName, sequence.Name)}";
            case SchemaItemKind.Type when FindType(catalog, item.Id) is { } type:
                return $"type {catalog.NameOf(type)}";
            case SchemaItemKind.DomainDefault when FindType(catalog, item.Id) is { } domain:
                return $"default value for type {catalog.NameOf(domain)}";
            default:
                if (catalog.TryGetTable(item.Id, out var table))
                    return DescribePart(catalog, table, item);
                break;
        }

        throw CatalogErrors.Corrupt($"object {item.Id.Value} is missing");
    }

    /// <summary>A relation's name, with its schema where the path does not lead to it.</summary>
    public static string NameOf(this CatalogSnapshot catalog, string schema, string name)
    {
        foreach (var candidate in catalog.Path.Lookup)
        {
            if (candidate == schema)
                return QualifiedText.Quote(name);
            if (catalog.HasRelation(candidate, name))
                break;
        }

        return $"{QualifiedText.Quote(schema)}.{QualifiedText.Quote(name)}";
    }

    /// <summary>A type's name, with its schema where the path does not lead to it.</summary>
    public static string NameOf(this CatalogSnapshot catalog, UserType type) =>
        catalog.TryGetType(null, type.Name, out var found) && found.Equals(type)
            ? QualifiedText.Quote(type.Name)
            : $"{QualifiedText.Quote(type.SchemaName)}.{QualifiedText.Quote(type.Name)}";

    /// <summary>A collation's name, with its schema where the path does not lead to it.</summary>
    public static string NameOf(this CatalogSnapshot catalog, Collation collation) =>
        catalog.TryGetCollation(null, collation.Name, out var found) && found.Equals(collation)
            ? QualifiedText.Quote(collation.Name)
            : $"{QualifiedText.Quote(collation.SchemaName)}.{QualifiedText.Quote(collation.Name)}";

    /// <summary>Finds a type by its id.</summary>
    public static UserType? FindType(this CatalogSnapshot catalog, ObjectId id)
    {
        foreach (var type in catalog.Types)
        {
            if (type.Id == id.Value)
                return type;
        }

        return null;
    }

    private static string DescribePart(CatalogSnapshot catalog, TableSchema table, SchemaItem item)
    {
        var name = $"{table.KindName} {catalog.NameOf(table.SchemaName, table.Name)}";
        return item.Kind switch
        {
            SchemaItemKind.Column => $"column {QualifiedText.Quote(item.Part!)} of {name}",
            SchemaItemKind.Default => $"default value for column {QualifiedText.Quote(item.Part!)} of {name}",
            SchemaItemKind.Constraint => $"constraint {QualifiedText.Quote(item.Part!)} on {name}",
            SchemaItemKind.Index => $"index {catalog.NameOf(table.SchemaName, item.Part!)}",
            _ => name,
        };
    }
}
