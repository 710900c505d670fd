namespace BTreeDb.Binding.Coercion;

/// <summary>Who asks for a conversion; each context allows what the ones before it allow, and more.</summary>
internal enum CastContext
{
    /// <summary>Nobody did; an expression needs it.</summary>
    Implicit,

    /// <summary>A value is stored into a column.</summary>
    Assignment,

    /// <summary>The statement says CAST.</summary>
    Explicit,
}
