using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>Computes the rows of system relations; implemented by the engine, which knows catalog and session.</summary>
internal interface ISystemRowSource
{
    /// <summary>All rows of a relation as the running statement sees it.</summary>
    IReadOnlyList<Datum[]> RowsOf(SystemTableSchema table);

    /// <summary>What fills batches with the rows of a relation; null where <see cref="RowsOf"/> has them.</summary>
    IRowFiller? FillerOf(SystemTableSchema table) => null;
}
