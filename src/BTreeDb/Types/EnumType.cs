using System.Collections.Frozen;
using System.Collections.Immutable;

namespace BTreeDb.Types;

/// <summary>An enum: labels in order, each with the number that stands for it in rows and keys.</summary>
internal sealed class EnumType : UserType
{
    /// <summary>The distance of labels that follow each other; halved each time that one comes in between.</summary>
    public const int Gap = 1 << 16;

    private readonly FrozenDictionary<string, int> _values;
    private readonly FrozenDictionary<int, byte[]> _names;

    public EnumType(uint id, string schemaName, string name, ImmutableArray<EnumLabel> labels)
        : base(id, schemaName, name)
    {
        Labels = labels;
        var values = new Dictionary<string, int>(labels.Length);
        var names = new Dictionary<int, byte[]>(labels.Length);
        foreach (var label in labels)
        {
            values.Add(label.Name, label.Value);
            names.Add(label.Value, System.Text.Encoding.UTF8.GetBytes(label.Name));
        }

        _values = values.ToFrozenDictionary();
        _names = names.ToFrozenDictionary();
    }

    /// <summary>The labels in order.</summary>
    public ImmutableArray<EnumLabel> Labels { get; }

    /// <inheritdoc/>
    public override SqlType AsType => new(TypeId.Enum, User: this);

    /// <inheritdoc/>
    public override UserType Renamed(string schemaName, string name) => new EnumType(Id, schemaName, name, Labels);

    /// <summary>The number of a label.</summary>
    public bool TryGetValue(string label, out int value) => _values.TryGetValue(label, out value);

    /// <summary>The number of a label in UTF-8; 22P02 where there is none.</summary>
    public int Parse(ReadOnlySpan<byte> text)
    {
        var label = System.Text.Encoding.UTF8.GetString(text);
        return _values.TryGetValue(label, out var value) ? value : throw TypeErrors.InvalidEnumLabel(Name, label);
    }

    /// <summary>The label of a number, in UTF-8; a number without one is XX001.</summary>
    public byte[] NameOf(int value) =>
        _names.TryGetValue(value, out var name) ? name : throw TypeErrors.UnknownEnumValue(Name, value);

    /// <summary>The place of a number among the labels.</summary>
    public int IndexOf(int value)
    {
        for (var i = 0; i < Labels.Length; i++)
        {
            if (Labels[i].Value == value)
                return i;
        }

        throw TypeErrors.UnknownEnumValue(Name, value);
    }
}
