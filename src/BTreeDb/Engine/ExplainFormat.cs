namespace BTreeDb.Engine;

/// <summary>The forms of EXPLAIN's answer.</summary>
internal enum ExplainFormat
{
    Text,
    Json,
    Yaml,
    Xml,
}
