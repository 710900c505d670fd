using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using BTreeDb.Parsing.Printing;
using BTreeDb.Parsing.Syntax;

namespace BTreeDb.Tests.Parsing;

/// <summary>
/// A syntax tree as text for golden files: a node to a line, with its position; members that are null, false or empty
/// are left out, names and types stand on the line of their node.
/// </summary>
internal static class SyntaxDump
{
    public static string Of(SyntaxNode node)
    {
        var text = new StringBuilder();
        Node(text, node, "", 0);
        return text.ToString();
    }

    private static void Node(StringBuilder text, SyntaxNode node, string label, int depth)
    {
        var children = new List<(string Label, object Value)>();
        text.Append(' ', depth * 2).Append(label).Append(node.GetType().Name).Append(" @").Append(node.Position);
        foreach (var property in node.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.Name == nameof(SyntaxNode.Position) || property.GetIndexParameters().Length > 0)
                continue;
            var value = property.GetValue(node);
            if (Inline(value) is { } inline)
                text.Append(inline.Length > 0 ? $" {property.Name}={inline}" : "");
            else
                children.Add((property.Name, value!));
        }

        text.Append('\n');
        foreach (var (name, value) in children)
            Child(text, name, value, depth + 1);
    }

    private static void Child(StringBuilder text, string name, object value, int depth)
    {
        if (value is SyntaxNode node)
        {
            Node(text, node, name + ": ", depth);
            return;
        }

        text.Append(' ', depth * 2).Append(name).Append(":\n");
        foreach (var item in (IEnumerable)value)
        {
            if (item is SyntaxNode inner)
                Node(text, inner, "", depth + 1);
            else
                Child(text, "row", item, depth + 1);
        }
    }

    /// <summary>The value for the node's own line, empty when it is not worth a word, null when it needs lines of its own.</summary>
    private static string? Inline(object? value) => value switch
    {
        null or false => "",
        true => "yes",
        string text => "'" + text + "'",
        QualifiedName name => string.Join('.', name.Parts),
        Identifier identifier => identifier.Text,
        OperatorName name => (name.Schema is null ? "" : name.Schema + ".") + name.Symbol,
        TypeName type => "<" + SyntaxPrinter.Print(type) + ">",
        SyntaxNode => null,
        SyntaxList<string> strings => strings.IsEmpty ? "" : "[" + string.Join(", ", strings) + "]",
        SyntaxList<Identifier> names => names.IsEmpty ? "" : "[" + string.Join(", ", Names(names)) + "]",
        IEnumerable list => list.GetEnumerator().MoveNext() ? null : "",
        IFormattable scalar => scalar.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static IEnumerable<string> Names(SyntaxList<Identifier> identifiers)
    {
        foreach (var identifier in identifiers)
            yield return identifier.Text;
    }
}
