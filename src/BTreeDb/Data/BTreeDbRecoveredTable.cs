namespace BTreeDb.Data;

/// <summary>A table that was saved from a damaged database.</summary>
public sealed class BTreeDbRecoveredTable
{
    internal BTreeDbRecoveredTable(string schema, string name, long rows)
    {
        Schema = schema;
        Name = name;
        Rows = rows;
    }

    /// <summary>Its schema.</summary>
    public string Schema { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The number of rows saved.</summary>
    public long Rows { get; }
}
