using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Statements;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>CREATE [OR REPLACE] VIEW.</summary>
internal static class ViewCreation
{
    /// <summary>Runs the statement.</summary>
    public static void Run(DefinitionContext context, CreateViewStatement statement)
    {
        RefuseWhatIsNotSupported(statement);
        var query = statement.Recursive ? RecursiveView.Query(statement) : statement.Query;
        var recording = new RecordingCatalogView(context.Catalog);
        var bound = BindQuery(query, recording, context);
        var schema = ResolveSchema(context, statement, recording.Found);
        var name = statement.Name.Name;
        if (!context.Catalog.TryGetView(schema, name, out var before) && context.Catalog.HasRelation(schema, name))
            throw statement.OrReplace ? DefinitionErrors.NotAView(name) : CatalogErrors.RelationExists(name);
        if (before is not null && !statement.OrReplace)
            throw CatalogErrors.RelationExists(name);
        var names = NameColumns(statement.Columns, bound.Columns);
        if (before is not null)
            CheckReplacement(context, before, names, bound.Columns);
        else
            TypeAlteration.CheckFreeOfTypes(context, schema, name);
        var view = new ViewSchema(
            before?.Id ?? context.Edit.NewObjectId(), schema, name, StoredTexts.Canonical(context, query, schema), names)
        {
            References = recording.Found,
            CheckOption = CheckOptionOf(statement),
        };
        if (view.CheckOption != ViewCheck.None && Binder.ReasonAgainstChanges(view, context.Catalog) is { } reason)
            throw DefinitionErrors.CheckOptionNotPossible(reason);
        context.Edit.PutView(view, before);
    }

    /// <summary>Binds a view's query; SELECT INTO and data-modifying WITH have no place in it.</summary>
    public static BoundQuery BindQuery(
        SelectStatement query, ICatalogView catalog, DefinitionContext context, bool isMaterialized = false)
    {
        if (SelectInto.Is(query))
            throw DefinitionErrors.ViewsWithInto();
        var bound = (BoundQueryStatement)Binder.Bind(query, catalog, context.Binding);
        return bound.Changes.IsEmpty
            ? bound.Query
            : throw (isMaterialized ? DefinitionErrors.MaterializedViewsWithChanges() : DefinitionErrors.ViewsWithChanges());
    }

    /// <summary>A view over something temporary is temporary, too.</summary>
    private static string ResolveSchema(
        DefinitionContext context, CreateViewStatement statement, ImmutableArray<ObjectId> references)
    {
        if (statement.Persistence == Persistence.Temporary || !ReadsTemporary(context, references))
            return context.ResolveSchema(statement.Name, statement.Persistence);
        if (statement.Name.Schema is null)
            context.Notice($"view \"{statement.Name.Name}\" will be a temporary view");
        return context.ResolveSchema(statement.Name, Persistence.Temporary);
    }

    /// <summary>Whether one of some relations is temporary.</summary>
    public static bool ReadsTemporary(DefinitionContext context, ImmutableArray<ObjectId> references)
    {
        if (context.Catalog.Path.Temporary is not { } temporary)
            return false;
        foreach (var id in references)
        {
            if ((context.Catalog.TryGetTable(id, out var table) && table.SchemaName == temporary)
                || (context.Catalog.TryGetView(id, out var view) && view.SchemaName == temporary))
                return true;
        }

        return false;
    }

    private static void RefuseWhatIsNotSupported(CreateViewStatement statement)
    {
        foreach (var option in statement.Options)
        {
            if (option.Name is "security_barrier" or "security_invoker")
                throw DefinitionErrors.NotSupported(option.Name, option.Position);
            if (option.Name != "check_option")
                throw DefinitionErrors.UnknownParameter(option.Name);
        }
    }

    private static ViewCheck CheckOptionOf(CreateViewStatement statement)
    {
        foreach (var option in statement.Options)
        {
            return (option.Value as StringLiteral)?.Value switch
            {
                "local" => ViewCheck.Local,
                "cascaded" => ViewCheck.Cascaded,
                var other => throw DefinitionErrors.NotACheckOption(other ?? "true"),
            };
        }

        return statement.CheckOption switch
        {
            ViewCheckOption.Local => ViewCheck.Local,
            ViewCheckOption.Cascaded => ViewCheck.Cascaded,
            _ => ViewCheck.None,
        };
    }

    private static ImmutableArray<string> NameColumns(
        SyntaxList<Identifier> given, ImmutableArray<BoundColumnDefinition> columns)
    {
        if (given.Count > columns.Length)
            throw DefinitionErrors.MoreNamesThanColumns();
        var names = ImmutableArray.CreateBuilder<string>(columns.Length);
        for (var i = 0; i < columns.Length; i++)
        {
            var name = i < given.Count ? given[i].Text : columns[i].Name;
            if (names.Contains(name))
                throw DefinitionErrors.ColumnTwice(name, i < given.Count ? given[i].Position : -1);
            names.Add(name);
        }

        return names.MoveToImmutable();
    }

    /// <summary>What reads the view keeps working: its columns stay, new ones come behind them.</summary>
    private static void CheckReplacement(
        DefinitionContext context, ViewSchema before, ImmutableArray<string> names, ImmutableArray<BoundColumnDefinition> columns)
    {
        if (names.Length < before.ColumnNames.Length)
            throw DefinitionErrors.ViewLosesColumns();
        var old = ViewTypes.ColumnsOf(context, before);
        for (var i = 0; i < before.ColumnNames.Length; i++)
        {
            if (names[i] != before.ColumnNames[i])
                throw DefinitionErrors.ViewRenamesColumn(before.ColumnNames[i], names[i]);
            if (columns[i].Type != old[i].Type)
            {
                throw DefinitionErrors.ViewChangesType(
                    names[i], TypeNames.Of(old[i].Type), TypeNames.Of(columns[i].Type));
            }
        }
    }
}
