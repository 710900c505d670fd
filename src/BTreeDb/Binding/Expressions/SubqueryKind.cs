namespace BTreeDb.Binding.Expressions;

/// <summary>What a subquery in an expression yields.</summary>
internal enum SubqueryKind
{
    /// <summary>One column of at most one row; no row is NULL, more is 21000.</summary>
    Scalar,

    /// <summary>Whether there is a row.</summary>
    Exists,

    /// <summary>Comparison true for any row (<c>IN</c> is <c>= ANY</c>); three-valued.</summary>
    Any,

    /// <summary>Comparison true for all rows (<c>NOT IN</c> is <c>&lt;&gt; ALL</c>); three-valued.</summary>
    All,
}
