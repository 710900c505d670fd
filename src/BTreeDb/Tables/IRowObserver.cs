using BTreeDb.Execution.Vectors;

namespace BTreeDb.Tables;

/// <summary>Is told of each row that a <see cref="TableWriter"/> has written: what constraints hang on.</summary>
internal interface IRowObserver
{
    /// <summary>A row was inserted.</summary>
    /// <param name="columns">Its columns.</param>
    /// <param name="row">Its place in them.</param>
    /// <param name="rowKey">Its clustered key.</param>
    void Inserted(ReadOnlySpan<ColumnVector> columns, int row, ReadOnlySpan<byte> rowKey);

    /// <summary>A row was updated.</summary>
    /// <param name="old">Its old state, at place 0.</param>
    /// <param name="columns">Its new columns.</param>
    /// <param name="row">Its place in them.</param>
    /// <param name="rowKey">Its clustered key now.</param>
    void Updated(ReadOnlySpan<ColumnVector> old, ReadOnlySpan<ColumnVector> columns, int row, ReadOnlySpan<byte> rowKey);

    /// <summary>A deferrable unique constraint's key has several rows now.</summary>
    /// <param name="index">The constraint's index.</param>
    /// <param name="key">The key, as entries begin.</param>
    void Duplicated(TableIndex index, ReadOnlySpan<byte> key);

    /// <summary>A row was deleted.</summary>
    /// <param name="old">What it was, at place 0.</param>
    void Deleted(ReadOnlySpan<ColumnVector> old);
}
