using System.Collections.Immutable;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Scalars;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding.Clauses;

/// <summary>Binds a name in FROM: a common table, a table, or a view, which is replaced by its query.</summary>
internal sealed class TableBinder(BindingContext context)
{
    public BoundFromItem Bind(TableReference syntax, Scope scope)
    {
        var name = syntax.Name;
        if (name.Catalog is not null)
            throw NameErrors.CrossDatabase(string.Join('.', name.Parts), syntax.Position);
        if (name.Schema is null && CommonTables.Find(scope.CommonTables, name.Name) is { } common)
        {
            return syntax.Sample is null
                ? BindCommonTable(common, syntax, scope)
                : throw SampleErrors.NotATable(syntax.Position);
        }

        if (name.Schema is null && context.Options.RowInput is { } given && given.Name == name.Name)
            return BindRowInput(given, syntax, scope);
        if (context.Options.InputTable is { } input && name.Schema == input.SchemaName)
            return BindSystemTable(input, syntax, scope);
        if (context.Catalog.TryGetSystemTable(name.Schema, name.Name, out var system))
            return BindSystemTable(system, syntax, scope);
        if (CatalogNames.FindTable(context, name) is { } table)
            return BindTable(table, syntax, scope);
        if (CatalogNames.FindView(context, name) is { } view)
        {
            return syntax.Sample is null
                ? BindView(view, syntax, scope)
                : throw SampleErrors.NotATable(syntax.Position);
        }

        if (CatalogNames.FindSequence(context, name) is { } sequence)
            return BindSequence(sequence, syntax, scope);
        throw NameErrors.UndefinedTable(string.Join('.', name.Parts), syntax.Position);
    }

    /// <summary>Makes a relation of a table, with new ids for its columns.</summary>
    public static BoundBaseTable Instantiate(BindingContext context, TableSchema table, string alias, QueryLevel level)
    {
        var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>(table.Columns.Length);
        foreach (var column in table.Columns)
            columns.Add(new BoundColumnDefinition(context.NewColumn(level), column.Name, column.Type));
        var definitions = columns.MoveToImmutable();
        context.Collations.Add(definitions, table.Columns);
        var relation = new BoundBaseTable(table, alias, definitions)
        {
            IndexExpressions = context.StoredExpressions.BindIndexes(table, definitions),
        };
        level.Tables.Add(relation);
        return relation;
    }

    private BoundFromItem BindRowInput(RowInputRelation input, TableReference syntax, Scope scope)
    {
        var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>(input.Columns.Length);
        foreach (var (name, type) in input.Columns)
            columns.Add(new BoundColumnDefinition(context.NewColumn(scope.Level), name, type));
        var relation = new BoundRowInput(columns.MoveToImmutable());
        return Finish(relation, syntax.Alias?.Name ?? input.Name, null, input.Name, syntax, scope);
    }

    private BoundFromItem BindTable(TableSchema table, TableReference syntax, Scope scope)
    {
        if (table.Materialized is { IsPopulated: false } && !context.Options.IsDefinition)
            throw QueryErrors.NotPopulated(table.Name);
        var alias = syntax.Alias?.Name ?? table.Name;
        var relation = Instantiate(context, table, alias, scope.Level);
        context.Uses?.AddRelation(syntax.Position, table.Id, relation.Columns, table.Columns);
        var schema = syntax.Alias is null ? table.SchemaName : null;
        var item = Finish(relation, alias, schema, table.Name, syntax, scope);
        return syntax.Sample is null
            ? item
            : item with { Reference = new SampleBinder(context).Bind(relation, syntax.Sample, scope) };
    }

    private BoundFromItem BindSystemTable(SystemTableSchema table, TableReference syntax, Scope scope)
    {
        var alias = syntax.Alias?.Name ?? table.Name;
        var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>(table.Columns.Length);
        foreach (var column in table.Columns)
            columns.Add(new BoundColumnDefinition(context.NewColumn(scope.Level), column.Name, column.Type));
        var relation = new BoundSystemTable(table, alias, columns.MoveToImmutable());
        return Finish(relation, alias, syntax.Alias is null ? table.SchemaName : null, table.Name, syntax, scope);
    }

    /// <summary>Binds the view's query as it was written, under the names of its own schema.</summary>
    private BoundFromItem BindView(ViewSchema view, TableReference syntax, Scope scope)
    {
        var query = StoredQueryBinder.Bind(context, view);
        var names = view.ColumnNames;
        // A star in the view's text may mean more by now; the view shows what it showed when it was made.
        var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>(names.Length);
        for (var i = 0; i < names.Length; i++)
            columns.Add(query.Columns[i] with { Name = names[i] });
        context.Uses?.AddRelation(syntax.Position, view.Id, columns.ToImmutable(), []);
        return BindQuery(query, columns.MoveToImmutable(), view.Name, view.SchemaName, syntax, scope);
    }

    /// <summary>A sequence is a relation of one row that says where it stands.</summary>
    private BoundFromItem BindSequence(SequenceSchema sequence, TableReference syntax, Scope scope)
    {
        var alias = syntax.Alias?.Name ?? sequence.Name;
        var values = SequenceBinder.Row(context, sequence, scope.Level);
        var relation = new BoundDerivedTable(values, alias, false, values.Columns);
        context.Uses?.AddRelation(syntax.Position, sequence.Id, values.Columns, []);
        return Finish(relation, alias, syntax.Alias is null ? sequence.SchemaName : null, sequence.Name, syntax, scope);
    }

    private BoundFromItem BindCommonTable(CommonTables common, TableReference syntax, Scope scope)
    {
        var name = common.Definition.Name;
        var alias = syntax.Alias?.Name ?? name;
        var item = Finish(context.Queries.Refer(common, alias, scope.Level, syntax.Position), alias, null, name, syntax, scope);
        return common.AddedColumns == 0 || scope.Level.Outer == common.Scope?.Level && !common.IsInProgress
            ? item
            : item with { Items = [HideLast(item.Items[0], common.AddedColumns)] };
    }

    /// <summary>Below the query of its WITH clause, what SEARCH and CYCLE add to a table has to be named to be seen.</summary>
    private static ScopeItem HideLast(ScopeItem item, int count)
    {
        var columns = item.Columns.ToBuilder();
        for (var i = Math.Max(0, columns.Count - count); i < columns.Count; i++)
            columns[i] = columns[i] with { IsHidden = true };
        return item with { Columns = columns.MoveToImmutable() };
    }

    private BoundFromItem BindQuery(
        BoundQuery query, ImmutableArray<BoundColumnDefinition> columns, string name, string? schema,
        TableReference syntax, Scope scope)
    {
        foreach (var column in query.Columns)
            context.MoveTo(scope.Level, column.Id);
        var alias = syntax.Alias?.Name ?? name;
        var relation = new BoundDerivedTable(query, alias, false, columns);
        return Finish(relation, alias, syntax.Alias is null ? schema : null, name, syntax, scope);
    }

    private static BoundFromItem Finish(
        BoundTableReference relation, string alias, string? schema, string name, TableReference syntax, Scope scope)
    {
        var columns = ColumnAliases.Apply(
            relation.Columns, syntax.Alias?.Columns ?? SyntaxList<Identifier>.Empty, alias, syntax.Position);
        var item = SystemColumns.AddTo(ScopeItem.Of(alias, schema, name, columns), relation);
        scope.Level.AllItems.Add(item);
        return new BoundFromItem(relation, [item]);
    }
}
