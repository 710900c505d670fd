using BTreeDb.Catalog;
using BTreeDb.Execution.Expressions;

namespace BTreeDb.Tests.Execution;

/// <summary>One sequence under all names, which stands still.</summary>
internal sealed class NoSequences : ISequences
{
    public ObjectId Find(string name) => new(1);

    public long Next(ObjectId sequence) => 1;

    public long Current(ObjectId sequence) => 1;

    public long Last() => 1;

    public void Set(ObjectId sequence, long value, bool isCalled)
    {
    }

    public (SequencePoint Position, int Ahead) Read(ObjectId sequence) => (new SequencePoint(1, IsCalled: true), 0);
}
