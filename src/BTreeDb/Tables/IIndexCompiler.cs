using BTreeDb.Catalog;

namespace BTreeDb.Tables;

/// <summary>
/// Compiles the expressions and conditions of indexes. This layer knows no expressions; the engine, which does, gives it a
/// compiler.
/// </summary>
internal interface IIndexCompiler
{
    /// <summary>Compiles what an index of a table computes.</summary>
    IIndexEvaluator Compile(TableSchema table, IndexSchema index);
}
