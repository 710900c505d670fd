using System.Collections.Immutable;
using BTreeDb.Binding.Routines;
using BTreeDb.Types;

namespace BTreeDb.Binding.Functions;

/// <summary>One overload of an operator or function.</summary>
/// <param name="Function">What computes it.</param>
/// <param name="Arguments">The types by which the overload is chosen.</param>
/// <param name="Result">The type that the caller sees.</param>
internal sealed record Signature(FunctionId Function, ImmutableArray<TypeId> Arguments, TypeId Result)
{
    /// <summary>
    /// The types that the kernel takes. They differ from <see cref="Arguments"/> where PostgreSQL has a function of its
    /// own for mixed types (<c>integer + bigint</c>) and we convert first.
    /// </summary>
    public ImmutableArray<TypeId> KernelArguments { get; init; } = Arguments;

    /// <summary>What the kernel yields, converted to <see cref="Result"/> where that differs.</summary>
    public TypeId KernelResult { get; init; } = Result;

    /// <summary>Whether the last argument may be repeated.</summary>
    public bool IsVariadic { get; init; }

    /// <summary>The aggregate, for signatures of aggregates.</summary>
    public AggregateId Aggregate { get; init; }

    /// <summary>The routine behind it and how it takes the arguments, for signatures of routines.</summary>
    public RoutineCandidate? Routine { get; init; }

    /// <summary>The type that argument <paramref name="i"/> is matched against.</summary>
    public TypeId ArgumentAt(int i) => Arguments[Math.Min(i, Arguments.Length - 1)];

    /// <summary>The type that argument <paramref name="i"/> is converted to.</summary>
    public TypeId KernelArgumentAt(int i) => KernelArguments[Math.Min(i, KernelArguments.Length - 1)];

    /// <summary>Whether a call with so many arguments could mean this overload.</summary>
    public bool Takes(int count) => IsVariadic ? count >= Arguments.Length : count == Arguments.Length;
}
