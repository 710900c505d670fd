namespace BTreeDb.Types;

/// <summary>
/// An SQL type as the dialect knows it: family, modifier, and what arrays and user-defined types need besides.
/// </summary>
/// <param name="Id">The family.</param>
/// <param name="Modifier">
/// Length of <c>varchar(n)</c> and <c>char(n)</c> in characters; for <c>numeric(p, s)</c> it is <c>p &lt;&lt; 16 | s</c>;
/// fractional digits for times; -1 when there is none.
/// </param>
/// <param name="Element">The element family of an array; else <see cref="TypeId.Unknown"/>.</param>
/// <param name="User">
/// The enum or domain; else null. A domain's family, modifier and element are those of the type behind it, so that all
/// that asks for them treats its values as what they are.
/// </param>
internal readonly record struct SqlType(
    TypeId Id, int Modifier = -1, TypeId Element = TypeId.Unknown, UserType? User = null)
{
    public static SqlType Unknown => new(TypeId.Unknown);
    public static SqlType Boolean => new(TypeId.Boolean);
    public static SqlType SmallInt => new(TypeId.SmallInt);
    public static SqlType Integer => new(TypeId.Integer);
    public static SqlType BigInt => new(TypeId.BigInt);
    public static SqlType Real => new(TypeId.Real);
    public static SqlType Double => new(TypeId.Double);
    public static SqlType Numeric => new(TypeId.Numeric);
    public static SqlType Text => new(TypeId.Text);
    public static SqlType Bytea => new(TypeId.Bytea);
    public static SqlType Date => new(TypeId.Date);
    public static SqlType Time => new(TypeId.Time);
    public static SqlType Timestamp => new(TypeId.Timestamp);
    public static SqlType TimestampTz => new(TypeId.TimestampTz);
    public static SqlType Uuid => new(TypeId.Uuid);
    public static SqlType Oid => new(TypeId.Oid);
    public static SqlType Name => new(TypeId.Name);

    public static SqlType Interval => new(TypeId.Interval);
    public static SqlType TimeTz => new(TypeId.TimeTz);
    public static SqlType TextArray => ArrayOf(Text);
    public static SqlType Jsonb => new(TypeId.Jsonb);
    public static SqlType KeyedText => new(TypeId.KeyedText);

    /// <inheritdoc/>
    public bool Equals(SqlType other) =>
        Id == other.Id && Modifier == other.Modifier && Element == other.Element
        && (ReferenceEquals(User, other.User) || (User is not null && User.Equals(other.User)));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Modifier, Element, User);

    /// <summary>The type of an array's elements, with the modifier that they share.</summary>
    public SqlType ElementType =>
        Domain is null ? this with { Id = Element, Element = TypeId.Unknown } : Base.ElementType;

    /// <summary>The same type without its modifier.</summary>
    public SqlType Family => this with { Modifier = -1 };

    /// <summary>The type of arrays of a type; an array of arrays is the array itself.</summary>
    public static SqlType ArrayOf(SqlType element) => element.Id == TypeId.Array
        ? element.Base
        : element with { Id = TypeId.Array, Element = element.Id };

    /// <summary>Whether it is <c>bpchar</c>: a <c>char</c> of any length, whose values have their trailing blanks with them.</summary>
    public bool CarriesBlanks => Id == TypeId.Char && Modifier < 0;

    /// <summary>Whether it is <c>char(n)</c>, whose values are held without the blanks that fill them to their length.</summary>
    public bool ImpliesBlanks => Id == TypeId.Char && Modifier >= 0;

    /// <summary>The object id of the enum or domain; else 0.</summary>
    public uint UserTypeId => User?.Id ?? 0;

    /// <summary>The domain, if it is one.</summary>
    public DomainType? Domain => User is DomainType domain && (Id != TypeId.Array || domain.BaseType.Id == TypeId.Array) ? domain : null;

    /// <summary>The domain that the elements are of, if it is an array of one.</summary>
    public DomainType? ElementDomain => User is DomainType domain && Id == TypeId.Array && domain.BaseType.Id != TypeId.Array ? domain : null;

    /// <summary>The enum that it is, or that is behind the domain that it is.</summary>
    public EnumType EnumLabels => (EnumType)Base.User!;

    /// <summary>The type behind a domain, an array of what is behind a domain; another type is itself.</summary>
    public SqlType Base
    {
        get
        {
            var type = this;
            while (type.User is DomainType domain)
                type = type.ElementDomain is null ? domain.BaseType : ArrayOf(domain.BaseType);
            return type;
        }
    }

    /// <summary>How values of this type lie in a column vector.</summary>
    public PhysicalType Physical => Id switch
    {
        TypeId.Boolean => PhysicalType.Boolean,
        TypeId.SmallInt => PhysicalType.Int16,
        TypeId.Integer or TypeId.Date or TypeId.Enum => PhysicalType.Int32,
        TypeId.BigInt or TypeId.Oid or TypeId.Time or TypeId.TimeTz or TypeId.Timestamp or TypeId.TimestampTz => PhysicalType.Int64,
        TypeId.Real => PhysicalType.Single,
        TypeId.Double => PhysicalType.Double,
        TypeId.Numeric => PhysicalType.Numeric,
        TypeId.Uuid => PhysicalType.Uuid,
        TypeId.Interval => PhysicalType.Interval,
        _ => PhysicalType.Bytes,
    };

    /// <inheritdoc/>
    public override string ToString() => TypeNames.Of(this);
}
