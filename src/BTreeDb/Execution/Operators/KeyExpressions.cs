using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>Expressions whose values together are a key: of a group, of a join.</summary>
internal sealed class KeyExpressions
{
    private readonly VectorExpression[] _expressions;
    private ulong[] _hashes = new ulong[Batch.DefaultCapacity];

    /// <summary>Keys of compiled expressions.</summary>
    public KeyExpressions(VectorExpression[] expressions)
    {
        _expressions = expressions;
        Vectors = new ColumnVector[expressions.Length];
        Types = new SqlType[expressions.Length];
        for (var i = 0; i < expressions.Length; i++)
            Types[i] = expressions[i].Type;
    }

    /// <summary>The types of the parts.</summary>
    public SqlType[] Types { get; }

    /// <summary>The keys of the batch evaluated last.</summary>
    public ColumnVector[] Vectors { get; }

    /// <summary>The number of parts.</summary>
    public int Count => _expressions.Length;

    /// <summary>Evaluates the keys of a batch's counted rows.</summary>
    public ColumnVector[] Evaluate(Batch batch, StatementContext context)
    {
        for (var i = 0; i < _expressions.Length; i++)
            Vectors[i] = _expressions[i].Evaluate(batch, context.Evaluation);
        return Vectors;
    }

    /// <summary>The hashes of the keys evaluated last, indexed by row.</summary>
    public ulong[] Hash(Batch batch)
    {
        if (_hashes.Length < batch.RowCount)
            _hashes = new ulong[batch.RowCount];
        for (var i = 0; i < Vectors.Length; i++)
            VectorHash.Column(Vectors[i], batch, _hashes, combine: i > 0);
        return _hashes;
    }
}
