namespace BTreeDb.SqlTests.RandomQueries;

/// <summary>The types that random queries compute with.</summary>
internal enum ValueKind
{
    Integer,
    Text,
    Boolean,
    Numeric,
}
