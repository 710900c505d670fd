using System.Collections;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace BTreeDb.Data;

/// <summary>
/// The parameters of a command. One without a name takes its place in the list (<c>$1</c> is the first); a named one
/// stands for <c>@name</c> or <c>:name</c>, with or without that sign in its own name.
/// </summary>
public sealed class BTreeDbParameterCollection : DbParameterCollection
{
    private readonly List<BTreeDbParameter> _items = [];

    internal BTreeDbParameterCollection()
    {
    }

    /// <inheritdoc/>
    public override int Count => _items.Count;

    /// <inheritdoc/>
    public override object SyncRoot => ((ICollection)_items).SyncRoot;

    /// <summary>The parameter at a place.</summary>
    public new BTreeDbParameter this[int index]
    {
        get => _items[index];
        set => _items[index] = Own(value);
    }

    /// <summary>The parameter of a name.</summary>
    public new BTreeDbParameter this[string parameterName]
    {
        get => _items[RequiredIndexOf(parameterName)];
        set => _items[RequiredIndexOf(parameterName)] = Own(value);
    }

    /// <summary>Adds a parameter and returns it.</summary>
    public BTreeDbParameter Add(BTreeDbParameter parameter)
    {
        _items.Add(Own(parameter));
        return parameter;
    }

    /// <summary>Adds a parameter whose value is kept as it is, not boxed, and returns it for later values.</summary>
    public BTreeDbParameter<T> Add<T>(string parameterName, T value)
    {
        var parameter = new BTreeDbParameter<T>(parameterName, value);
        _items.Add(parameter);
        return parameter;
    }

    /// <summary>Adds a parameter with a value and returns it.</summary>
    public BTreeDbParameter AddWithValue(string parameterName, object? value) =>
        Add(new BTreeDbParameter(parameterName, value));

    /// <inheritdoc/>
    public override int Add(object value)
    {
        _items.Add(Own(value));
        return _items.Count - 1;
    }

    /// <inheritdoc/>
    public override void AddRange(Array values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values)
            Add(value!);
    }

    /// <inheritdoc/>
    public override void Clear() => _items.Clear();

    /// <inheritdoc/>
    public override bool Contains(object value) => IndexOf(value) >= 0;

    /// <inheritdoc/>
    public override bool Contains(string value) => IndexOf(value) >= 0;

    /// <inheritdoc/>
    public override void CopyTo(Array array, int index) => ((ICollection)_items).CopyTo(array, index);

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => _items.GetEnumerator();

    /// <inheritdoc/>
    public override int IndexOf(object value) => value is BTreeDbParameter parameter ? _items.IndexOf(parameter) : -1;

    /// <inheritdoc/>
    public override int IndexOf(string parameterName)
    {
        var name = BTreeDbParameter.WithoutSign(parameterName ?? "");
        for (var i = 0; i < _items.Count; i++)
        {
            if (BTreeDbParameter.WithoutSign(_items[i].ParameterName).Equals(name, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }

    /// <inheritdoc/>
    public override void Insert(int index, object value) => _items.Insert(index, Own(value));

    /// <inheritdoc/>
    public override void Remove(object value) => _items.Remove(Own(value));

    /// <inheritdoc/>
    public override void RemoveAt(int index) => _items.RemoveAt(index);

    /// <inheritdoc/>
    public override void RemoveAt(string parameterName) => _items.RemoveAt(RequiredIndexOf(parameterName));

    /// <inheritdoc/>
    protected override DbParameter GetParameter(int index) => _items[index];

    /// <inheritdoc/>
    protected override DbParameter GetParameter(string parameterName) => _items[RequiredIndexOf(parameterName)];

    /// <inheritdoc/>
    protected override void SetParameter(int index, DbParameter value) => _items[index] = Own(value);

    /// <inheritdoc/>
    protected override void SetParameter(string parameterName, DbParameter value) =>
        _items[RequiredIndexOf(parameterName)] = Own(value);

    private int RequiredIndexOf(string parameterName)
    {
        var index = IndexOf(parameterName);
        if (index < 0)
            ThrowNotFound(parameterName);
        return index;
    }

    private static BTreeDbParameter Own(object? value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value as BTreeDbParameter
            ?? throw new InvalidCastException($"A {value.GetType().Name} is not a {nameof(BTreeDbParameter)}.");
    }

    [DoesNotReturn]
    private static void ThrowNotFound(string parameterName) =>
        throw new ArgumentException($"There is no parameter '{parameterName}'.", nameof(parameterName));
}
