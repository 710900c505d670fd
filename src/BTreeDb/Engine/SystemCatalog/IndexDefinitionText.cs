using System.Text;
using BTreeDb.Catalog;
using BTreeDb.Catalog.SystemRelations;
using BTreeDb.Parsing;
using BTreeDb.Parsing.Printing;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Engine.SystemCatalog;

/// <summary>Prints the statements that would create indexes, as PostgreSQL does.</summary>
/// <param name="index">The index.</param>
/// <param name="expressionText">The text of an expression over a table's columns, from its stored SQL.</param>
/// <param name="collationText">The name of a collation, from its code.</param>
internal sealed class IndexDefinitionText(
    RelationEntry index, Func<TableSchema, string, string> expressionText, Func<string, string> collationText)
{
    /// <summary>The whole statement.</summary>
    public string Text
    {
        get
        {
            var table = index.Table!;
            var text = new StringBuilder($"CREATE {(index.IsUnique ? "UNIQUE " : "")}INDEX {IdentifierQuoting.Quote(index.Name)} ON ")
                .Append($"{IdentifierQuoting.Quote(index.Schema)}.{IdentifierQuoting.Quote(table.Name)} USING btree (");
            for (var i = 0; i < index.Key.Length; i++)
                text.Append(i > 0 ? ", " : "").Append(OfKey(i)).Append(OrderOf(i));
            text.Append(')');
            if (index.Index is { Included.IsEmpty: false } covering)
                text.Append(" INCLUDE (").Append(Names(covering)).Append(')');
            if (index.NullsAreEqual)
                text.Append(" NULLS NOT DISTINCT");
            if (index.Index?.PredicateSql is { } predicate)
                text.Append(" WHERE ").Append(expressionText(table, predicate));
            return text.ToString();
        }
    }

    /// <summary>One key column, or one that is included, without its order.</summary>
    public string OfKey(int place)
    {
        if (place >= index.Key.Length)
            return NameOf(index.Index!.Included[place - index.Key.Length]);
        if (index.Key[place].Expression is not { } expression)
            return NameOf(index.Key[place].Ordinal);
        if (SqlParser.ParseExpression(expression.Sql) is FunctionCall
            {
                Name.Name: "pg_collation_key", Arguments: [{ Value: CollateExpression collated }],
            })
            return OfCollated(collated);

        var text = expressionText(index.Table!, expression.Sql);
        return SqlParser.ParseExpression(expression.Sql) is FunctionCall ? text : $"({text})";
    }

    /// <summary>The collation is told where it is not the column's own.</summary>
    private string OfCollated(CollateExpression key)
    {
        var column = key.Operand is ColumnReference { Parts: [var name] } ? index.Table!.FindColumn(name) : null;
        var text = column is null
            ? $"({expressionText(index.Table!, SyntaxPrinter.Print(key.Operand))})"
            : IdentifierQuoting.Quote(column.Name);
        return column?.Collation == key.Collation.Name ? text : $"{text} COLLATE {collationText(key.Collation.Name)}";
    }

    private string Names(IndexSchema covering)
    {
        var names = new string[covering.Included.Length];
        for (var i = 0; i < names.Length; i++)
            names[i] = NameOf(covering.Included[i]);
        return string.Join(", ", names);
    }

    private string NameOf(int ordinal) => IdentifierQuoting.Quote(index.Table!.Columns[ordinal].Name);

    private string OrderOf(int place)
    {
        var key = index.Key[place];
        if (key.Descending)
            return key.NullsFirst ? " DESC" : " DESC NULLS LAST";
        return key.NullsFirst ? " NULLS FIRST" : "";
    }
}
