using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Types;

namespace BTreeDb.Binding.Clauses;

/// <summary>
/// Looks names up in the catalog: along the search path, or while a view's query is bound, in the view's schema first.
/// </summary>
internal static class CatalogNames
{
    public static TableSchema? FindTable(BindingContext context, QualifiedName name)
    {
        var catalog = context.Catalog;
        if (name.Schema is null && context.ViewSchema is { } schema && catalog.TryGetTable(schema, name.Name, out var near))
            return near;
        return catalog.TryGetTable(name.Schema, name.Name, out var table) ? table : null;
    }

    public static ViewSchema? FindView(BindingContext context, QualifiedName name)
    {
        var catalog = context.Catalog;
        if (name.Schema is null && context.ViewSchema is { } schema && catalog.TryGetView(schema, name.Name, out var near))
            return near;
        return catalog.TryGetView(name.Schema, name.Name, out var view) ? view : null;
    }

    /// <summary>The name of a type as a session sees it: with its schema where the search path does not lead to it.</summary>
    public static string Of(SqlType type, ICatalogView catalog)
    {
        if (type.User is not { } user)
            return TypeNames.Of(type);
        var isVisible = catalog.TryGetType(null, user.Name, out var found) && found.Id == user.Id;
        var name = isVisible ? "" : QualifiedText.Quote(user.SchemaName) + ".";
        return name + QualifiedText.Quote(user.Name) + (type.Id == TypeId.Array && type.Domain is null ? "[]" : "");
    }

    public static SequenceSchema? FindSequence(BindingContext context, QualifiedName name)
    {
        var catalog = context.Catalog;
        if (name.Schema is null && context.ViewSchema is { } schema && catalog.TryGetSequence(schema, name.Name, out var near))
            return near;
        return catalog.TryGetSequence(name.Schema, name.Name, out var sequence) ? sequence : null;
    }
}
