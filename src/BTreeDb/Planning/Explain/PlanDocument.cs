using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BTreeDb.Planning.Explain;

/// <summary>Prints plans for programs: JSON, YAML and XML in PostgreSQL's layout.</summary>
/// <param name="plan">The plan.</param>
/// <param name="summary">What stands beside it: times, settings.</param>
internal sealed class PlanDocument(PlanOutline plan, IReadOnlyList<PlanProperty> summary)
{
    private readonly StringBuilder _text = new();

    /// <summary>A JSON array of one object.</summary>
    public string ToJson()
    {
        _text.Append("[\n  {\n    \"Plan\": ");
        WriteJson(plan, 4);
        foreach (var property in summary)
            _text.Append(",\n    ").Append(JsonOf(property));
        return _text.Append("\n  }\n]").ToString();
    }

    /// <summary>A YAML sequence of one mapping.</summary>
    public string ToYaml()
    {
        _text.Append("- Plan: ");
        WriteYaml(plan, "    ");
        foreach (var property in summary)
            WriteYaml(property, "  ");
        return _text.ToString();
    }

    /// <summary>An XML document.</summary>
    public string ToXml()
    {
        _text.Append("<explain xmlns=\"http://www.postgresql.org/2009/explain\">\n  <Query>\n");
        WriteXml(plan, 4);
        foreach (var property in summary)
            WriteXml(property, 4);
        return _text.Append("  </Query>\n</explain>").ToString();
    }

    private static string Quote(string text) =>
        '"' + JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString() + '"';

    private static string JsonOf(PlanProperty property)
    {
        if (property.Items is not { } items)
            return $"{Quote(property.Name)}: {(property.IsBare ? property.Value : Quote(property.Value))}";
        var quoted = new string[items.Count];
        for (var i = 0; i < quoted.Length; i++)
            quoted[i] = Quote(items[i]);
        return $"{Quote(property.Name)}: [{string.Join(", ", quoted)}]";
    }

    private static string Tag(string name) => name.Replace(' ', '-');

    private void WriteJson(PlanOutline node, int indent)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var inner = new string(' ', indent + 2);
        _text.Append('{');
        for (var i = 0; i < node.Properties.Count; i++)
            _text.Append(i > 0 ? ",\n" : "\n").Append(inner).Append(JsonOf(node.Properties[i]));
        if (node.Inputs.Count > 0)
        {
            _text.Append(",\n").Append(inner).Append("\"Plans\": [");
            for (var i = 0; i < node.Inputs.Count; i++)
            {
                _text.Append(i > 0 ? ",\n" : "\n").Append(inner).Append("  ");
                WriteJson(node.Inputs[i], indent + 4);
            }

            _text.Append('\n').Append(inner).Append(']');
        }

        _text.Append('\n').Append(' ', indent).Append('}');
    }

    private void WriteYaml(PlanOutline node, string indent)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var property in node.Properties)
            WriteYaml(property, indent);
        if (node.Inputs.Count == 0)
            return;
        _text.Append('\n').Append(indent).Append("Plans: ");
        foreach (var input in node.Inputs)
        {
            var start = _text.Length;
            WriteYaml(input, indent + "    ");
            // The first value of an item follows its dash.
            _text.Remove(start, indent.Length + 5).Insert(start, $"\n{indent}  - ");
        }
    }

    private void WriteYaml(PlanProperty property, string indent)
    {
        _text.Append('\n').Append(indent).Append(property.Name).Append(": ");
        if (property.Items is not { } items)
        {
            _text.Append(property.IsBare ? property.Value : Quote(property.Value));
            return;
        }

        foreach (var item in items)
            _text.Append('\n').Append(indent).Append("  - ").Append(Quote(item));
    }

    private void WriteXml(PlanOutline node, int indent)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        _text.Append(' ', indent).Append("<Plan>\n");
        foreach (var property in node.Properties)
            WriteXml(property, indent + 2);
        if (node.Inputs.Count > 0)
        {
            _text.Append(' ', indent + 2).Append("<Plans>\n");
            foreach (var input in node.Inputs)
                WriteXml(input, indent + 4);
            _text.Append(' ', indent + 2).Append("</Plans>\n");
        }

        _text.Append(' ', indent).Append("</Plan>\n");
    }

    private void WriteXml(PlanProperty property, int indent)
    {
        var tag = Tag(property.Name);
        _text.Append(' ', indent).Append('<').Append(tag).Append('>');
        if (property.Items is not { } items)
        {
            _text.Append(System.Security.SecurityElement.Escape(property.Value));
        }
        else
        {
            foreach (var item in items)
            {
                _text.Append('\n').Append(' ', indent + 2)
                    .Append("<Item>").Append(System.Security.SecurityElement.Escape(item)).Append("</Item>");
            }

            _text.Append('\n').Append(' ', indent);
        }

        _text.Append("</").Append(tag).Append(">\n");
    }
}
