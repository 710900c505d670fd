using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Types;

namespace BTreeDb.Binding.Collations;

/// <summary>
/// Finds the collation of expressions by the rules of the standard, and makes what depends on an order of text depend on
/// keys instead, whose bytes are ordered as the language orders the texts. A statement that names no collation, neither
/// itself nor through a column, pays nothing for it.
/// </summary>
internal sealed class CollationBinder(ICatalogView catalog)
{
    private readonly Dictionary<ColumnId, CollationState> _columns = [];

    /// <summary>Whether any collation but the default has come into sight.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>What calls become under the collations of their arguments.</summary>
    public CollatedCalls Calls => new(this);

    /// <summary>Notes the collations of a table's columns.</summary>
    public void Add(ImmutableArray<BoundColumnDefinition> row, ImmutableArray<ColumnSchema> columns)
    {
        for (var i = 0; i < columns.Length && i < row.Length; i++)
        {
            if (columns[i].Collation is not { } name || !catalog.TryGetCollation(null, name, out var collation))
                continue;
            IsUsed = true;
            _columns[row[i].Id] = new(collation, CollationStrength.Implicit);
        }
    }

    /// <summary>Notes the collation of a column that a query computes.</summary>
    public void Add(ColumnId column, BoundExpression expression)
    {
        if (!IsUsed)
            return;
        var state = Of(expression);
        if (state.Strength != CollationStrength.None)
            _columns[column] = state with { Strength = state.Strength == CollationStrength.Conflict ? state.Strength : CollationStrength.Implicit };
    }

    /// <summary>Notes the collation of a column that is another one under a new id.</summary>
    public void Copy(ColumnId from, ColumnId to)
    {
        if (IsUsed && _columns.TryGetValue(from, out var state))
            _columns[to] = state;
    }

    /// <summary>What stands for parts of another value has its collation.</summary>
    public BoundExpression Inherit(BoundExpression part, BoundExpression whole)
    {
        if (!IsUsed || !IsCollatable(whole.Type))
            return part;
        var state = Of(whole);
        if (state.Strength == CollationStrength.Explicit)
            return new BoundCollate(part, state.Collation!) { Position = whole.Position };
        if (part is BoundColumn column)
            _columns[column.Id] = state;
        return part;
    }

    /// <summary>A value that is compared with each of others: by the collation of all, where that makes equal what is not the same.</summary>
    public BoundExpression TakeLoose(BoundExpression value, ReadOnlySpan<BoundExpression> all)
    {
        if (!IsUsed || !IsCollatable(value.Type) || Combine(all).Strength == CollationStrength.None)
            return value;
        var collation = Known(Combine(all), value.Position);
        return collation.IsDeterministic ? value : new BoundCollate(Strip(value), collation) { Position = value.Position };
    }

    /// <summary>Notes the collation of what an aggregate or window function makes of its arguments.</summary>
    public void AddResult(ColumnId column, ReadOnlySpan<BoundExpression> arguments)
    {
        if (!IsUsed)
            return;
        var state = Combine(arguments);
        if (state.Strength != CollationStrength.None)
            _columns[column] = state with { Strength = state.Strength == CollationStrength.Conflict ? state.Strength : CollationStrength.Implicit };
    }

    /// <summary>Notes the collation of a column that a set operation takes from both sides.</summary>
    public void Add(ColumnId column, BoundExpression left, BoundExpression right)
    {
        if (!IsUsed)
            return;
        var state = Combine([left, right]);
        if (state.Strength != CollationStrength.None)
            _columns[column] = state;
    }

    /// <summary>Binds COLLATE.</summary>
    public BoundExpression Collate(BoundExpression operand, Collation collation, int position)
    {
        if (!IsCollatable(operand.Type))
            throw CollationErrors.NotCollatable(operand.Type, position);
        IsUsed = true;
        return new BoundCollate(operand, collation) { Position = operand.Position };
    }

    /// <summary>The collation of an expression; 42P21 where two are said.</summary>
    public CollationState Of(BoundExpression expression)
    {
        StackDepth.Ensure();
        if (expression is BoundCollate said)
            return new(said.Collation, CollationStrength.Explicit);
        if (!IsCollatable(expression.Type))
            return default;
        var none = new CollationState(Collation.Default, CollationStrength.Implicit);
        return expression switch
        {
            BoundColumn column => _columns.GetValueOrDefault(column.Id, none),
            BoundCast cast => OrDefault(Of(cast.Operand)),
            BoundDomainCheck check => OrDefault(Of(check.Operand)),
            BoundCall { Function: FunctionId.CollationText, Arguments: [BoundColumn key] } => _columns.GetValueOrDefault(key.Id, none),
            BoundCall call => OrDefault(Combine(call.Arguments.AsSpan())),
            BoundCoalesce coalesce => OrDefault(Combine(coalesce.Operands.AsSpan())),
            BoundCase choice => OrDefault(Combine(ResultsOf(choice))),
            BoundSubquery subquery => _columns.GetValueOrDefault(subquery.Query.Columns[subquery.Field ?? 0].Id, none),
            _ => none,
        };
    }

    /// <summary>The collation of expressions that are compared or computed with together.</summary>
    public CollationState Combine(ReadOnlySpan<BoundExpression> expressions)
    {
        var state = default(CollationState);
        foreach (var expression in expressions)
            state = Combine(state, Of(expression), expression.Position);
        return state;
    }

    /// <summary>What a value is sorted by: itself, or its key.</summary>
    public BoundExpression SortKey(BoundExpression value) =>
        IsUsed && IsCollatable(value.Type) ? KeyOf(value, OrderOf(value)) : value;

    /// <summary>What a column of a set operation is sorted by.</summary>
    public BoundExpression OutputKey(BoundColumn value) =>
        IsCollatable(value.Type) ? KeyOf(value, Known(Of(value), value.Position)) : value;

    /// <summary>What a value is grouped by: its key where texts of different bytes may be equal, else itself.</summary>
    public BoundExpression EqualityKey(BoundExpression value) =>
        IsUsed && IsCollatable(value.Type) && OrderOf(value) is { IsDeterministic: false } collation ? KeyOf(value, collation) : value;

    /// <summary>What is the same for equal values and is never shown: as the key, without the text.</summary>
    public BoundExpression EqualityWeight(BoundExpression value) =>
        IsUsed && IsCollatable(value.Type) && OrderOf(value) is { IsDeterministic: false } collation ? WeightOf(value, collation) : value;

    /// <summary>What <see cref="EqualityKey"/> was made of, given a column that holds it.</summary>
    public static BoundExpression ValueOf(BoundColumn key, SqlType type) => key.Type.Id == TypeId.KeyedText ? TextOf(key, type) : key;

    /// <summary>A value whose key may be there instead.</summary>
    public static BoundExpression Unkeyed(BoundExpression key) =>
        key is BoundCall { Function: FunctionId.CollationKey } call ? call.Arguments[0] : key;

    /// <summary>The least or greatest text among keys, for min, max, least and greatest; null where the order is that of bytes.</summary>
    public Collation? FindOrder(ReadOnlySpan<BoundExpression> values, int position)
    {
        if (!IsUsed || values.IsEmpty || !IsCollatable(values[0].Type))
            return null;
        var collation = Known(Combine(values), position);
        return collation.IsByBytes ? null : collation;
    }

    /// <summary>The key of a value under a collation.</summary>
    public static BoundExpression KeyOf(BoundExpression value, Collation collation) => collation.IsByBytes
        ? Strip(value)
        : new BoundCall(FunctionId.CollationKey, [Strip(value), CodeOf(collation)],
            collation.IsDeterministic ? SqlType.Bytea : SqlType.KeyedText)
        {
            Position = value.Position,
        };

    /// <summary>What is the same for texts, or arrays of them, that are equal under a collation that is not deterministic.</summary>
    public static BoundExpression WeightOf(BoundExpression value, Collation collation) => new BoundCall(
        FunctionId.CollationWeight, [Strip(value), CodeOf(collation)],
        value.Type.Id == TypeId.Array ? SqlType.ArrayOf(SqlType.Bytea) : SqlType.Bytea)
    {
        Position = value.Position,
    };

    /// <summary>What tells execution which collation is meant.</summary>
    public static BoundLiteral CodeOf(Collation collation) => new(Datum.FromText(collation.Code), SqlType.Text);

    /// <summary>The text of a key.</summary>
    public static BoundExpression TextOf(BoundExpression key, SqlType type, Collation collation) =>
        new BoundCollate(TextOf(key, type), collation) { Position = key.Position };

    /// <summary>A value without COLLATE, which has been taken into account.</summary>
    public static BoundExpression Strip(BoundExpression value) => value is BoundCollate collate ? Strip(collate.Operand) : value;

    /// <summary>Whether values of a type have a collation.</summary>
    public static bool IsCollatable(SqlType type) => (type.Id == TypeId.Array ? type.Element : type.Id)
        is TypeId.Text or TypeId.VarChar or TypeId.Char or TypeId.Name or TypeId.Unknown;

    private static BoundExpression TextOf(BoundExpression key, SqlType type)
    {
        var held = type.Id == TypeId.Array ? type.Family : SqlType.Text;
        var text = new BoundCall(FunctionId.CollationText, [key], held) { Position = key.Position };
        return type == held ? text : new BoundCast(text, type, IsExplicit: false) { Position = key.Position };
    }

    private Collation OrderOf(BoundExpression value)
    {
        var state = Of(value);
        return state.Strength == CollationStrength.Conflict
            ? throw CollationErrors.Mismatch("implicit", state.Collation!, state.Other!, value.Position)
            : state.Collation ?? Collation.Default;
    }

    /// <summary>The collation to compare by; 42P22 where two do not go together.</summary>
    public static Collation Known(CollationState state, int position) =>
        state.Strength == CollationStrength.Conflict ? throw CollationErrors.Indeterminate(position) : state.Collation ?? Collation.Default;

    private static CollationState OrDefault(CollationState state) =>
        state.Strength == CollationStrength.None ? new(Collation.Default, CollationStrength.Implicit) : state;

    private static BoundExpression[] ResultsOf(BoundCase choice)
    {
        var results = new BoundExpression[choice.Branches.Length + (choice.Else is null ? 0 : 1)];
        for (var i = 0; i < choice.Branches.Length; i++)
            results[i] = choice.Branches[i].Result;
        if (choice.Else is not null)
            results[^1] = choice.Else;
        return results;
    }

    private static CollationState Combine(CollationState left, CollationState right, int position)
    {
        if (right.Strength == CollationStrength.None)
            return left;
        if (left.Strength == CollationStrength.None || right.Strength > left.Strength)
            return right;
        if (left.Strength > right.Strength || Equals(left.Collation, right.Collation))
            return left;
        if (left.Strength == CollationStrength.Explicit)
            throw CollationErrors.Mismatch("explicit", left.Collation!, right.Collation!, position);
        if (left.Strength == CollationStrength.Conflict || Equals(right.Collation, Collation.Default))
            return left;
        return Equals(left.Collation, Collation.Default) ? right : left with { Strength = CollationStrength.Conflict, Other = right.Collation };
    }
}
