namespace BTreeDb.Binding.Coercion;

/// <summary>PostgreSQL's type categories: within one, conversions are tried before others.</summary>
internal enum TypeCategory
{
    /// <summary>Literals and parameters without a type.</summary>
    Unknown,
    Boolean,
    Numeric,
    String,
    DateTime,
    Timespan,
    /// <summary>bytea, uuid, json: each stands alone.</summary>
    UserDefined,
    Array,
    /// <summary>bit and bit varying.</summary>
    BitString,
    Enum,
    /// <summary>Rows and the placeholders of polymorphic functions.</summary>
    Pseudo,
}
