using System.Collections.Immutable;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Routines;
using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Binding;

/// <summary>What binding depends on besides the statement and the catalog.</summary>
internal sealed record BindingOptions
{
    /// <summary>No parameters given, UTC.</summary>
    public static BindingOptions Default { get; } = new();

    /// <summary>Types given by the caller, by ordinal; <see cref="SqlType.Unknown"/> or missing ones are inferred.</summary>
    public ImmutableArray<SqlType> ParameterTypes { get; init; } = [];

    /// <summary>The numbers of named parameters, shared by the statements of a script; null numbers those of this one.</summary>
    public ParameterNames? ParameterNames { get; init; }

    /// <summary>Whether the statement is only defined, not run: it may name materialized views that have no rows yet.</summary>
    public bool IsDefinition { get; init; }

    /// <summary>Whether the rows of materialized views may be changed.</summary>
    public bool MayFillMaterializedViews { get; init; }

    /// <summary>A relation whose rows are handed in, or null.</summary>
    public RowInputRelation? RowInput { get; init; }

    /// <summary>A relation that only this statement knows: what COPY reads. Its schema's name tells it from others.</summary>
    public SystemTableSchema? InputTable { get; init; }

    /// <summary>The routine whose body is bound, or null.</summary>
    public RoutineScope? Routine { get; init; }

    /// <summary>How many functions deep the body of one stands in the place of its call.</summary>
    public int InliningDepth { get; init; }

    /// <summary>The session's zone and clock, for literals of dates and times.</summary>
    public ConversionContext Conversion { get; init; } = ConversionContext.Utc;
}
