using BTreeDb.Binding.Scalars;
using BTreeDb.Catalog;
using BTreeDb.Execution.Expressions;

namespace BTreeDb.Engine;

/// <summary>The sequences as a session uses them: it remembers which values it was given.</summary>
internal sealed class SessionSequences(SequenceStore store, SessionTransaction transaction) : ISequences
{
    private readonly Dictionary<ObjectId, Given> _given = [];
    private ObjectId _last;

    /// <inheritdoc/>
    public ObjectId Find(string name) => SequenceBinder.Find(transaction.Catalog, name).Id;

    /// <inheritdoc/>
    public long Next(ObjectId sequence)
    {
        if (transaction.IsReadOnly)
            throw SequenceErrors.ReadOnly("nextval");
        _last = sequence;
        var definition = DefinitionOf(sequence);
        if (_given.TryGetValue(sequence, out var given) && given.State == definition.State && given.Last != given.Cached)
        {
            _given[sequence] = given with { Last = given.Last + definition.Increment };
            return given.Last + definition.Increment;
        }

        var (first, last) = store.Next(definition, transaction.Access.Transaction);
        _given[sequence] = new(first, last, definition.State);
        return first;
    }

    /// <inheritdoc/>
    public long Current(ObjectId sequence) =>
        _given.TryGetValue(sequence, out var given)
            ? given.Last
            : throw SequenceErrors.NotYetDefined(DefinitionOf(sequence).Name);

    /// <inheritdoc/>
    public long Last() =>
        _given.TryGetValue(_last, out var given) && transaction.Catalog.TryGetSequence(_last, out _)
            ? given.Last
            : throw SequenceErrors.LastvalNotYetDefined();

    /// <inheritdoc/>
    public void Set(ObjectId sequence, long value, bool isCalled)
    {
        if (transaction.IsReadOnly)
            throw SequenceErrors.ReadOnly("setval");
        var definition = DefinitionOf(sequence);
        if (value < definition.Minimum || value > definition.Maximum)
            throw SequenceErrors.OutOfBounds(definition.Name, value, definition.Minimum, definition.Maximum);
        store.Set(definition, new SequencePoint(value, isCalled), transaction.Access.Transaction);
        if (isCalled)
            _given[sequence] = new(value, value, definition.State);
        else if (_given.TryGetValue(sequence, out var given))
            _given[sequence] = given with { Cached = given.Last };
    }

    /// <inheritdoc/>
    public (SequencePoint Position, int Ahead) Read(ObjectId sequence) =>
        store.Read(DefinitionOf(sequence), transaction.Access.Transaction);

    /// <summary>Forgets what the session was given: DISCARD SEQUENCES.</summary>
    public void Forget() => _given.Clear();

    private SequenceSchema DefinitionOf(ObjectId id) =>
        transaction.Catalog.TryGetSequence(id, out var sequence) ? sequence : throw CatalogErrors.RelationIdMissing(id);

    /// <param name="Last">The value that was given last.</param>
    /// <param name="Cached">The last value that the session has taken for itself.</param>
    /// <param name="State">The state that they come from.</param>
    private readonly record struct Given(long Last, long Cached, ObjectId State);
}
