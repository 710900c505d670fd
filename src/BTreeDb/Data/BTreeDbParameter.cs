using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using BTreeDb.Types;

namespace BTreeDb.Data;

/// <summary>
/// A value for <c>$1</c>, <c>@name</c> or <c>:name</c>. Its SQL type follows from the value unless <see cref="DbType"/>
/// is set; <see cref="BTreeDbParameter{T}"/> keeps values of value types unboxed.
/// </summary>
public class BTreeDbParameter : DbParameter
{
    private string _name = "";
    private string _sourceColumn = "";
    private DbType? _dbType;
    private object? _value;

    /// <summary>Creates a parameter without name and value.</summary>
    public BTreeDbParameter()
    {
    }

    /// <summary>Creates a parameter; an empty name makes it take its place in the list.</summary>
    public BTreeDbParameter(string parameterName, object? value)
    {
        _name = parameterName ?? "";
        _value = value;
    }

    /// <summary>
    /// The declared type; values are converted to it. <see cref="DbType.Object"/> gives a string to the statement as it
    /// gives a quoted literal: its type is what the context asks for.
    /// </summary>
    public override DbType DbType
    {
        get => _dbType ?? DbTypes.Of(Value);
        set => _dbType = value;
    }

    /// <summary>Always <see cref="ParameterDirection.Input"/>.</summary>
    public override ParameterDirection Direction
    {
        get => ParameterDirection.Input;
        set
        {
            if (value != ParameterDirection.Input)
                throw new NotSupportedException("Only input parameters are supported.");
        }
    }

    /// <inheritdoc/>
    public override bool IsNullable { get; set; }

    /// <inheritdoc/>
    [AllowNull]
    public override string ParameterName
    {
        get => _name;
        set => _name = value ?? "";
    }

    /// <summary>Kept, and without effect: values have the length they have.</summary>
    public override int Size { get; set; }

    /// <inheritdoc/>
    [AllowNull]
    public override string SourceColumn
    {
        get => _sourceColumn;
        set => _sourceColumn = value ?? "";
    }

    /// <inheritdoc/>
    public override bool SourceColumnNullMapping { get; set; }

    /// <inheritdoc/>
    public override object? Value
    {
        get => _value;
        set => _value = value;
    }

    /// <inheritdoc/>
    public override void ResetDbType() => _dbType = null;

    /// <summary>The name without the sign that marks it as a parameter in the text.</summary>
    internal static ReadOnlySpan<char> WithoutSign(string name) =>
        name.Length > 0 && name[0] is '@' or ':' or '$' ? name.AsSpan(1) : name;

    /// <summary>The declared type, or null.</summary>
    private protected DbType? DeclaredType => _dbType;

    /// <summary>The value as the engine takes it.</summary>
    internal virtual Datum ToDatum(out SqlType type) =>
        _dbType is { } declared
            ? ParameterConverter.FromObject(_value, declared, out type)
            : ParameterConverter.FromObject(_value, out type);
}
