namespace BTreeDb.Catalog.SystemRelations;

/// <summary>A number that the database tells about itself, as <c>btreedb_metrics</c> shows it.</summary>
internal readonly record struct SystemMetric(string Name, string Unit, string Description, long Value);
