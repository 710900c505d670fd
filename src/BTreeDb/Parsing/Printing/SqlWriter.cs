using System.Text;
using BTreeDb.Parsing.Syntax;

namespace BTreeDb.Parsing.Printing;

/// <summary>Collects SQL text: words with single spaces between them, names quoted where needed.</summary>
internal sealed class SqlWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>Appends text as it is.</summary>
    public SqlWriter Raw(string text)
    {
        _text.Append(text);
        return this;
    }

    /// <summary>Appends text behind a space.</summary>
    public SqlWriter Word(string text)
    {
        _text.Append(' ').Append(text);
        return this;
    }

    /// <summary>Appends text behind a space when the condition holds.</summary>
    public SqlWriter WordIf(bool condition, string text) => condition ? Word(text) : this;

    /// <summary>Appends an identifier, quoted if it would not survive otherwise.</summary>
    public SqlWriter Name(string name)
    {
        _text.Append(IdentifierQuoting.Quote(name));
        return this;
    }

    /// <summary>Appends a dotted name.</summary>
    public SqlWriter Name(QualifiedName name) => Dotted(name.Parts);

    /// <summary>Appends names with dots between them.</summary>
    public SqlWriter Dotted(SyntaxList<string> parts)
    {
        for (var i = 0; i < parts.Count; i++)
            Raw(i == 0 ? "" : ".").Name(parts[i]);
        return this;
    }

    /// <summary>Appends a string literal.</summary>
    public SqlWriter Text(string value)
    {
        _text.Append('\'').Append(value.Replace("'", "''", StringComparison.Ordinal)).Append('\'');
        return this;
    }

    /// <summary>Appends elements with commas between them.</summary>
    public SqlWriter List<T>(SyntaxList<T> items, Action<SqlWriter, T> print)
    {
        for (var i = 0; i < items.Count; i++)
        {
            Raw(i == 0 ? "" : ", ");
            print(this, items[i]);
        }

        return this;
    }

    /// <summary>Appends elements in parentheses.</summary>
    public SqlWriter Parenthesized<T>(SyntaxList<T> items, Action<SqlWriter, T> print) => Raw("(").List(items, print).Raw(")");

    /// <summary>Appends column names in parentheses behind a space, or nothing when there are none.</summary>
    public SqlWriter Columns(SyntaxList<Identifier> columns) =>
        columns.IsEmpty ? this : Raw(" ").Parenthesized(columns, static (writer, column) => writer.Name(column.Text));

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
