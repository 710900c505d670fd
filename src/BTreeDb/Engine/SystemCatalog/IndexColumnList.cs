using System.Collections.Immutable;
using System.Globalization;
using BTreeDb.Binding;
using BTreeDb.Catalog;
using BTreeDb.Catalog.SystemRelations;
using BTreeDb.Parsing;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Engine.SystemCatalog;

/// <summary>The columns of an index with names and types: what PostgreSQL calls the attributes of its relation.</summary>
internal sealed class IndexColumnList
{
    private readonly RelationEntry _index;
    private readonly ImmutableArray<ColumnSchema>.Builder _columns = ImmutableArray.CreateBuilder<ColumnSchema>();

    public IndexColumnList(RelationEntry index)
    {
        _index = index;
        foreach (var key in index.Key)
        {
            if (key.Expression is { } expression)
                AddExpression(expression);
            else
                _columns.Add(index.Table!.Columns[key.Ordinal]);
        }

        foreach (var ordinal in index.Index?.Included ?? [])
            _columns.Add(index.Table!.Columns[ordinal]);
    }

    /// <summary>The columns.</summary>
    public ImmutableArray<ColumnSchema> Columns => _columns.ToImmutable();

    private void AddExpression(IndexExpression expression)
    {
        var syntax = SqlParser.ParseExpression(expression.Sql);
        var type = expression.Type;
        // The key of a text under a collation stands for the text.
        if (syntax is FunctionCall { Name.Name: "pg_collation_key", Arguments: [{ Value: CollateExpression collated }] })
        {
            syntax = collated.Operand;
            type = syntax is ColumnReference { Parts: [var column] } && _index.Table!.FindColumn(column) is { } found ? found.Type : SqlType.Text;
        }

        _columns.Add(new ColumnSchema(FreeName(Binder.NameOf(syntax) ?? "expr"), _columns.Count, type, IsNullable: true));
    }

    private string FreeName(string name)
    {
        var free = name;
        for (var number = 1; IsTaken(free); number++)
            free = name + number.ToString(CultureInfo.InvariantCulture);
        return free;
    }

    private bool IsTaken(string name)
    {
        foreach (var column in _columns)
        {
            if (column.Name == name)
                return true;
        }

        return false;
    }
}
