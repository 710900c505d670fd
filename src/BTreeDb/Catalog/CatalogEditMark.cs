namespace BTreeDb.Catalog;

/// <summary>How far a change of the catalog had come at some moment.</summary>
/// <param name="Catalog">The catalog of then.</param>
/// <param name="Dropped">How many tables had been dropped.</param>
/// <param name="HasChanges">Whether anything had been changed.</param>
internal readonly record struct CatalogEditMark(CatalogSnapshot Catalog, int Dropped, bool HasChanges);
