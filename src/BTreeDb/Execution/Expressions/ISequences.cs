using BTreeDb.Catalog;

namespace BTreeDb.Execution.Expressions;

/// <summary>The sequences of a database as one session uses them.</summary>
internal interface ISequences
{
    /// <summary>The id of the sequence that a name in text means.</summary>
    ObjectId Find(string name);

    /// <summary>The next value.</summary>
    long Next(ObjectId sequence);

    /// <summary>The value that <see cref="Next"/> gave to this session last.</summary>
    long Current(ObjectId sequence);

    /// <summary>The value that any <see cref="Next"/> gave to this session last.</summary>
    long Last();

    /// <summary>Sets where a sequence stands.</summary>
    void Set(ObjectId sequence, long value, bool isCalled);

    /// <summary>Where a sequence stands, and how many values it has logged ahead.</summary>
    (SequencePoint Position, int Ahead) Read(ObjectId sequence);
}
