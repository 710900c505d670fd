using System.Globalization;
using BTreeDb.Binding;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>Reads the options of a sequence as PostgreSQL does: what is not said follows from the rest.</summary>
internal sealed class SequenceOptions
{
    private readonly Dictionary<SequenceOptionKind, SequenceOption> _given = [];
    private readonly bool _isNew;

    private SequenceOptions(SyntaxList<SequenceOption> options, bool isNew)
    {
        _isNew = isNew;
        foreach (var option in options)
        {
            if (!_given.TryAdd(Group(option.Kind), option))
                throw DefinitionErrors.ConflictingOptions(option.Position);
        }
    }

    /// <summary>The table and column after OWNED BY, if it was said.</summary>
    public SequenceOption? OwnedBy => _given.GetValueOrDefault(SequenceOptionKind.OwnedBy);

    /// <summary>A type that is given without being said.</summary>
    public SqlType? Type { get; init; }

    /// <summary>The name after SEQUENCE NAME, if it was said.</summary>
    public QualifiedName? SequenceName => _given.GetValueOrDefault(SequenceOptionKind.SequenceName)?.Name;

    /// <summary>Reads options.</summary>
    public static SequenceOptions Read(SyntaxList<SequenceOption> options, bool isNew) => new(options, isNew);

    /// <summary>Only another type.</summary>
    public static SequenceOptions OfType(SqlType type) => new(SyntaxList<SequenceOption>.Empty, isNew: false) { Type = type };

    /// <summary>Applies the options to a definition and to where the sequence stands.</summary>
    /// <param name="sequence">The definition so far; for a new one only its names and type count.</param>
    /// <param name="position">Where it stands; set for a new one.</param>
    /// <param name="isIdentity">Whether it belongs to an identity column, for the wording of errors.</param>
    public SequenceSchema Apply(SequenceSchema sequence, ref SequencePoint position, bool isIdentity = false)
    {
        var (resetsMinimum, resetsMaximum) = (_isNew, _isNew);
        var isTyped = false;
        var given = _given.TryGetValue(SequenceOptionKind.Type, out var typed) ? Binder.ResolveType(typed.Type!) : Type;
        if (given is { } type)
        {
            if (type.Id is not (TypeId.SmallInt or TypeId.Integer or TypeId.BigInt))
                throw DefinitionErrors.SequenceType(isIdentity);
            if (!_isNew && type.Id != sequence.Type.Id)
            {
                isTyped = resetsMaximum = sequence.Maximum == MaximumOf(sequence.Type);
                resetsMinimum = sequence.Minimum == MinimumOf(sequence.Type);
            }

            sequence = sequence with { Type = type };
        }

        var increment = ValueOf(SequenceOptionKind.Increment) ?? (_isNew ? 1 : sequence.Increment);
        if (increment == 0)
            throw DefinitionErrors.IncrementIsZero();
        var isCycle = _given.TryGetValue(SequenceOptionKind.Cycle, out var cycle)
            ? cycle.Kind == SequenceOptionKind.Cycle
            : !_isNew && sequence.IsCycle;
        sequence = sequence with { Increment = increment, IsCycle = isCycle };
        sequence = sequence with
        {
            Maximum = BoundOf(SequenceOptionKind.MaxValue, resetsMaximum, sequence.Maximum,
                increment > 0 || isTyped ? MaximumOf(sequence.Type) : -1),
            Minimum = BoundOf(SequenceOptionKind.MinValue, resetsMinimum, sequence.Minimum,
                increment < 0 || (!_isNew && resetsMinimum) ? MinimumOf(sequence.Type) : 1),
        };
        CheckBounds(sequence);
        sequence = sequence with
        {
            Start = ValueOf(SequenceOptionKind.Start)
                ?? (_isNew ? (increment > 0 ? sequence.Minimum : sequence.Maximum) : sequence.Start),
        };
        CheckInside("START", sequence.Start, sequence);
        if (_isNew)
            position = new(sequence.Start, IsCalled: false);
        if (_given.ContainsKey(SequenceOptionKind.Restart))
            position = new(ValueOf(SequenceOptionKind.Restart) ?? sequence.Start, IsCalled: false);
        CheckInside("RESTART", position.Last, sequence);
        var cache = ValueOf(SequenceOptionKind.Cache) ?? (_isNew ? 1 : sequence.Cache);
        if (cache <= 0)
            throw DefinitionErrors.CacheTooSmall(cache);
        return sequence with { Cache = cache };
    }

    /// <summary>NO MINVALUE and the like are the same option as what they negate.</summary>
    private static SequenceOptionKind Group(SequenceOptionKind kind) => kind switch
    {
        SequenceOptionKind.NoMinValue => SequenceOptionKind.MinValue,
        SequenceOptionKind.NoMaxValue => SequenceOptionKind.MaxValue,
        SequenceOptionKind.NoCycle => SequenceOptionKind.Cycle,
        _ => kind,
    };

    private static long MaximumOf(SqlType type) => type.Id switch
    {
        TypeId.SmallInt => short.MaxValue,
        TypeId.Integer => int.MaxValue,
        _ => long.MaxValue,
    };

    private static long MinimumOf(SqlType type) => type.Id switch
    {
        TypeId.SmallInt => short.MinValue,
        TypeId.Integer => int.MinValue,
        _ => long.MinValue,
    };

    private static void CheckBounds(SequenceSchema sequence)
    {
        if (sequence.Maximum > MaximumOf(sequence.Type) || sequence.Maximum < MinimumOf(sequence.Type))
            throw DefinitionErrors.SequenceBoundOutOfRange("MAXVALUE", sequence.Maximum, sequence.Type);
        if (sequence.Minimum > MaximumOf(sequence.Type) || sequence.Minimum < MinimumOf(sequence.Type))
            throw DefinitionErrors.SequenceBoundOutOfRange("MINVALUE", sequence.Minimum, sequence.Type);
        if (sequence.Minimum >= sequence.Maximum)
            throw DefinitionErrors.MinimumNotLess(sequence.Minimum, sequence.Maximum);
    }

    private static void CheckInside(string what, long value, SequenceSchema sequence)
    {
        if (value < sequence.Minimum)
            throw DefinitionErrors.SequenceValueTooLow(what, value, sequence.Minimum);
        if (value > sequence.Maximum)
            throw DefinitionErrors.SequenceValueTooHigh(what, value, sequence.Maximum);
    }

    private long BoundOf(SequenceOptionKind kind, bool resets, long old, long normal)
    {
        if (!_given.TryGetValue(kind, out var option))
            return resets ? normal : old;
        return option.Value is null ? normal : Number(option.Value);
    }

    private long? ValueOf(SequenceOptionKind kind) =>
        _given.TryGetValue(kind, out var option) && option.Value is { } value ? Number(value) : null;

    private static long Number(Expression value) => value switch
    {
        IntegerLiteral literal => literal.Value,
        UnaryExpression { Operator.Symbol: "-", Operand: IntegerLiteral literal } => -literal.Value,
        UnaryExpression { Operator.Symbol: "+", Operand: IntegerLiteral literal } => literal.Value,
        UnaryExpression { Operator.Symbol: "-", Operand: DecimalLiteral literal } => Parse("-" + literal.Text),
        DecimalLiteral literal => Parse(literal.Text),
        _ => throw DefinitionErrors.NotSupported("an expression as the value of a sequence's option", value.Position),
    };

    private static long Parse(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw DefinitionErrors.OutOfRangeForBigint(text);
}
